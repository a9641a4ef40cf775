"""A Word file may be hostile: what is too large, locked, broken or no text is refused in a sentence."""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping

import pytest

from editorial.intake.readers.docx import package, read
from editorial.intake.sniff import Refused
from tests.editorial.intake import word
from tests.editorial.intake.word import document, p

WORDS = "码头上的吊机连夜卸下两千个箱子。"
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content)
    return str(refused.value)


def with_text(xml: str) -> bytes:
    """A document whose text is this XML."""
    return changed(document(p(WORDS)), {"word/document.xml": xml})


def changed(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    return word.package({**word.unpacked(content), **parts})


def test_the_strict_form_of_the_standard_reads_like_the_other():
    parts = {}
    for path, content in word.unpacked(document(p(WORDS, bold=True))).items():
        for one, other in STRICT.items():
            content = content.replace(one.encode(), other.encode())
        parts[path] = content
    (block,) = read(word.package(parts))
    assert (block.text, block.is_bold) == (WORDS, True)


def test_the_text_is_found_where_the_package_says():
    parts = word.unpacked(document(p(WORDS)))
    moved = {path.replace("word/document", "word/document2"): content for path, content in parts.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert read(word.package(moved))[0].text == WORDS


def test_a_broken_file_is_refused():
    content = document(p(WORDS))
    assert "已损坏" in refusal(content[: len(content) // 2])
    assert "已损坏" in refusal(with_text("<w:document"))


def test_a_part_that_fails_its_checksum_is_refused():
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for path, part in word.unpacked(document(p(WORDS))).items():
            archive.writestr(path, part)
    assert "已损坏" in refusal(stored.getvalue().replace(WORDS.encode(), b"x" * len(WORDS.encode()), 1))


def test_macros_are_refused_by_part_and_by_type():
    content = document(p(WORDS))
    assert "宏" in refusal(changed(content, {"word/vbaProject.bin": b"code"}))
    types = word.unpacked(content)["[Content_Types].xml"].replace(
        b"document.main+xml", b"document.macroEnabled.main+xml"
    )
    assert "宏" in refusal(changed(content, {"[Content_Types].xml": types}))


def test_a_locked_file_is_refused():
    content = bytearray(document(p(WORDS)))
    for entry in re.finditer(rb"PK\x01\x02", content):
        content[entry.start() + 8] |= 1
    assert "密码" in refusal(bytes(content))


def test_another_package_is_refused():
    assert "不是 Word 文档" in refusal(
        word.package({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"})
    )
    assert "不是 Word 文档" in refusal(with_text("<slide/>"))


def test_two_parts_of_one_name_are_refused():
    packed = io.BytesIO(document(p(WORDS)))
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("WORD/document.xml", "<a/>")
    assert "已损坏" in refusal(packed.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    content = changed(document(p(WORDS)), {"word/media/1.png": b"\0" * 60_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    assert "过多" in refusal(content)


def test_one_part_beyond_its_limit_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART_BYTES", 100)
    assert "过多" in refusal(document(p(WORDS)))


def test_nesting_beyond_all_measure_is_refused():
    deep = package.MAX_DEPTH
    body = "<w:sdt>" * deep + "</w:sdt>" * deep
    assert "过多" in refusal(with_text(f"<w:document {word.DECLARED}><w:body>{body}</w:body></w:document>"))


def test_tables_nested_as_deep_as_is_allowed_are_read():
    levels = (package.MAX_DEPTH - 6) // 3
    assert (
        read(document("<w:tbl><w:tr><w:tc>" * levels + p(WORDS) + "</w:tc></w:tr></w:tbl>" * levels))[0].text
        == WORDS
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_and_no_entity_is_fetched_or_expanded(encoding, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("秘密")
    for entity in (f'SYSTEM "{secret.as_uri()}"', '"哈哈哈哈"'):
        declared = f"<!DOCTYPE w:document [<!ENTITY e {entity}>]>"
        body = (
            f"<w:document {word.DECLARED}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
        )
        xml = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{body}'
        assert "已损坏" in refusal(changed(document(p(WORDS)), {"word/document.xml": xml.encode(encoding)}))


def test_a_relationship_cannot_leave_the_package(tmp_path):
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"\x89PNG\r\n")
    content = document(p(word.picture("i")), p(WORDS), embedded={"i": f"../../../../..{outside}"})
    assert [block.text for block in read(content)] == [WORDS]
