"""Files are either whole or not there, and the vault proves what it keeps."""

import hashlib

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

from editorial import vault


class Breaking(File):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file whose disk fails half-way."""

    def __init__(self):
        super().__init__(None, "breaking")

    def chunks(self, *_size):
        yield b"half of it"
        raise OSError("No space left on device")


def test_saving_again_replaces_the_file():
    site = storages["site"]
    site.save("a/index.html", ContentFile(b"old"))
    assert site.save("a/index.html", ContentFile(b"new")) == "a/index.html"
    assert site.open("a/index.html").read() == b"new"


def test_a_write_that_breaks_leaves_the_old_file_and_no_remains(data_dir):
    site = storages["site"]
    site.save("index.html", ContentFile(b"old"))
    with pytest.raises(OSError, match="No space"):
        site.save("index.html", Breaking())
    assert site.open("index.html").read() == b"old"
    assert [path.name for path in (data_dir / "site").rglob("*") if path.is_file()] == ["index.html"]


def test_the_vault_gives_back_what_it_was_given():
    digest = vault.keep(b"original")
    assert digest == hashlib.sha256(b"original").hexdigest()
    assert vault.fetch(digest) == b"original"


def test_the_vault_says_when_something_is_lost():
    with pytest.raises(vault.VaultError, match="缺失"):
        vault.fetch("0" * 64)


def test_the_vault_notices_damage_and_is_healed_by_keeping_again(data_dir):
    digest = vault.keep(b"original")
    [path] = list((data_dir / "vault").rglob(digest))
    path.write_bytes(b"0riginal")
    with pytest.raises(vault.VaultError, match="损坏"):
        vault.fetch(digest)
    vault.keep(b"original")
    assert vault.fetch(digest) == b"original"
