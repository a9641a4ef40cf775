"""What is let in, in any encoding, and what is refused with which sentence."""

import io
import random
import tracemalloc
import zipfile

import pytest

from editorial.intake import Refused, propose
from editorial.intake.containers import MAX_PARTS
from editorial.intake.sniff import MAX_BYTES, MAX_TEXT_BYTES, sniff
from tests.editorial.intake.pasted import TWO_ARTICLES, issue

TEXT = issue(TWO_ARTICLES).decode()
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_proposal(encoding):
    assert propose(TEXT.encode(encoding)) == propose(TEXT.encode())


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_every_line_end_gives_the_same_lines(newline):
    assert propose(TEXT.replace("\n", newline).encode()) == propose(TEXT.encode())


# --- What each kind is told by -------------------------------------------------------------------


def zipped(*names: str, **contents: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, contents.get(name, b"<x/>"))
    return buffer.getvalue()


def compound(*streams: str) -> bytes:
    """The header of an OLE file and, in its first sector, its directory."""
    entries = (f"{name}\0".encode("utf-16-le") for name in ("Root Entry", *streams))
    directory = b"".join(
        entry.ljust(64, b"\0") + len(entry).to_bytes(2, "little") + bytes(62) for entry in entries
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + directory


WORD = ("[Content_Types].xml", "word/document.xml")
PAGE = "<!DOCTYPE html>\n<html><head><title>某页</title></head><body><p>某文</p></body></html>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped(*WORD), "docx"),
        (zipped(*WORD, "word/embeddings/oleObject1.bin", "customXml/item1.xml"), "docx"),
        (compound("WordDocument", "1Table"), "doc"),
        (compound("1Table", "WordDocument", "ObjectPool", "Workbook"), "doc"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"\r\n\xef\xbb\xbf" + b"x" * 900 + b"%PDF-1.4\n", "pdf"),
        (PAGE.encode(), "html"),
        (PAGE.encode("utf-8-sig"), "html"),
        (PAGE.encode("gbk"), "html"),
        (PAGE.encode("utf-16"), "html"),
        (PAGE.encode("utf-16-le"), "html"),
        (PAGE.upper().encode("gbk") + b"\x81", "html"),
        (f"\n\n<!-- saved from url=(0030)https://news.example/ -->\n{PAGE}".encode(), "html"),
        (f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}'.encode(), "html"),
        (b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>', "html"),
        (f"<meta charset=gbk><body>{'文' * 20}".encode("gbk"), "html"),
        ("# 题目\n\n<p>段落里写着 <html> 二字</p>".encode(), "text"),
        ("网页以 <!DOCTYPE html> 开头。".encode(), "text"),
        ("<b>粗体</b>开头的稿子".encode(), "text"),
        ("PK 赛昨日开幕".encode(), "text"),
        ("PK赛昨日在港城开幕，选手来自各地。".encode("gbk"), "text"),
        ("MM 公司与 BM 公司签约".encode(), "text"),
        ("标题：港口\n内容：本月的货船都按时靠了岸。".encode(), "text"),
    ],
)
def test_a_kind_is_told_by_the_bytes(content, kind):
    assert sniff(content).kind == kind


def test_the_words_of_a_text_come_with_it():
    sniffed = sniff("货船靠岸".encode("utf-16"))
    assert (sniffed.text, sniffed.encoding) == ("货船靠岸", "utf-16-le")


# --- What is refused, and the way out ------------------------------------------------------------

REFUSED = {
    "nothing": (b"", "空"),
    "blanks": (b" \r\n\t", "空"),
    "blanks of Chinese": ("\ufeff　\n".encode(), "空"),
    "NUL": (b"\0" * 50, "空"),
    "docm": (zipped(*WORD, "word/vbaProject.bin"), "宏.*另存为“Word 文档"),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel.*复制到 Word"),
    "xlsb": (zipped("[Content_Types].xml", "xl/workbook.bin"), "Excel.*复制到 Word"),
    "pptx": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "演示文稿.*复制到 Word"),
    "epub": (zipped("mimetype", "META-INF/container.xml"), "电子书.*复制到 Word"),
    "odt": (zipped("mimetype", "content.xml", "META-INF/manifest.xml"), "OpenDocument.*另存为“Word 文档"),
    "ofd": (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD.*打印成 PDF"),
    "pages": (zipped("Index/Document.iwa"), "Pages.*导出为 Word"),
    "zip": (zipped("一月.docx"), "压缩文件。请先解压"),
    "empty zip": (zipped(), "压缩文件。请先解压"),
    "broken zip": (zipped(*WORD)[:-30], "损坏.*另存为“Word 文档"),
    "half a zip": (b"PK\x03\x04" + b"....word/document.xml....", "损坏.*另存为“Word 文档"),
    "encrypted docx": (compound("EncryptionInfo", "EncryptedPackage"), "密码.*取消密码后另存"),
    "xls": (compound("Workbook"), "Excel.*复制到 Word"),
    "old xls": (compound("Book"), "Excel.*复制到 Word"),
    "ppt": (compound("PowerPoint Document"), "演示文稿.*复制到 Word"),
    "msg": (compound("__properties_version1.0"), "Outlook.*复制到 Word"),
    "ole": (compound("Something"), "旧版 Office.*另存为“Word 文档"),
    "ole without a directory": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office"),
    "rtf": (b"{\\rtf1\\ansi ...}", "RTF.*另存为“Word 文档"),
    "mhtml": (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/\r\nSubject: x\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n------',
        "网页存档.*网页，仅 HTML",
    ),
    "webarchive": (b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource", "Safari.*页面源码"),
    "xml": (b'<?xml version="1.0"?><rss><channel/></rss>', "XML 文件.*另存为“.docx”"),
    "png": (b"\x89PNG\r\n\x1a\n...", "图片.*请导入文字稿"),
    "jpeg": (b"\xff\xd8\xff\xe0...", "图片.*请导入文字稿"),
    "gif": (b"GIF89a...", "图片.*请导入文字稿"),
    "webp": (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "图片.*请导入文字稿"),
    "heic": (b"\0\0\0\x18ftypheic....", "图片.*请导入文字稿"),
    "tiff": (b"II*\0....", "图片.*请导入文字稿"),
    "bmp": (b"BM\x36\x10\0\0\0\0\0\0....", "图片.*请导入文字稿"),
    "mp3": (b"ID3\x03\0\0\0....", "音频或视频.*请导入文字稿"),
    "mp4": (b"\0\0\0\x18ftypmp42....", "音频或视频.*请导入文字稿"),
    "wav": (b"RIFF\x10\x00\x00\x00WAVEfmt ", "音频或视频.*请导入文字稿"),
    "amr": (b"#!AMR\n....", "音频或视频.*请导入文字稿"),
    "mkv": (b"\x1aE\xdf\xa3....", "音频或视频.*请导入文字稿"),
    "gz": (b"\x1f\x8b\x08....", "压缩文件。请先解压"),
    "rar": (b"Rar!\x1a\x07\0....", "压缩文件。请先解压"),
    "7z": (b"7z\xbc\xaf\x27\x1c....", "压缩文件。请先解压"),
    "tar": (b"\xd2\xbb.txt".ljust(257, b"\0") + b"ustar\x0000", "压缩文件。请先解压"),
    "too much text": ("简报".encode() * (MAX_TEXT_BYTES // 6 + 1), "超过 10 MB"),
    "too large a page": (PAGE.encode() + bytes(MAX_TEXT_BYTES), "超过 10 MB"),
    "too large a file": (b"%PDF-1.7" + bytes(MAX_BYTES), "超过 50 MB"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_the_way_out(content, words):
    with pytest.raises(Refused, match=words) as refusal:
        sniff(content)
    assert "请" in str(refusal.value)


@pytest.mark.parametrize("size", [MAX_TEXT_BYTES + 1, MAX_BYTES])
def test_what_is_not_all_text_may_be_larger(size):
    assert sniff(b"%PDF-1.7".ljust(size, b"\0")).kind == "pdf"


def test_a_refusal_names_the_file():
    with pytest.raises(Refused, match=r"^一月\.xls："):
        propose(compound("Workbook"), "一月.xls")


# --- Zip bombs -----------------------------------------------------------------------------------


def many_parts(count: int) -> bytes:
    return zipped(*WORD, *(f"word/part{number}.xml" for number in range(count - len(WORD))))


def swollen(megabytes: int, filler: bytes = b"\0") -> bytes:
    return zipped(*WORD, **{"word/document.xml": filler * (megabytes * 1024 * 1024 // len(filler))})


@pytest.mark.parametrize(
    "content",
    [
        many_parts(MAX_PARTS + 1),
        swollen(101, random.Random(1).randbytes(10_000)),
        swollen(2),
        zipped(*WORD, "../../etc/cron.d/x"),
        zipped(*WORD, "/etc/passwd"),
        zipped(*WORD, "..\\x"),
        zipped(*WORD, "C:/x"),
    ],
    ids=["parts", "bytes", "ratio", "up", "absolute", "backslashes", "drive"],
)
def test_a_zip_that_is_no_honest_document_is_refused_unopened(content):
    with pytest.raises(Refused, match=r"反常.*另存为“Word 文档"):
        sniff(content)


def test_the_largest_honest_document_is_not_refused():
    sniff(many_parts(MAX_PARTS))
    sniff(swollen(1))
    sniff(zipped(*WORD, "word/media/a..b.png", "docProps/x:y.xml"))


def test_half_a_million_parts_cost_no_memory():
    entry = zipped("a")[:-22]
    content = b"PK\x03\x04" + entry[entry.index(b"PK\x01\x02") :] * 500_000
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="反常"):
            sniff(content)
        assert tracemalloc.get_traced_memory()[1] < 10 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_an_encrypted_zip_is_refused_as_that():
    content = bytearray(zipped(*WORD))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Refused, match="密码"):
        sniff(bytes(content))


# --- Encodings and recognition -------------------------------------------------------------------


def test_random_bytes_are_no_text():
    for length in (100, 1000, 30_000):
        with pytest.raises(Refused, match="编码"):
            sniff(random.Random(length).randbytes(length))


def test_utf_8_with_damage_is_not_taken_for_chinese_in_another_encoding():
    damaged = TEXT.encode().replace("港城".encode(), "港城".encode()[:-1])
    with pytest.raises(Refused, match="编码"):
        sniff(damaged)


def test_a_text_in_which_nothing_is_recognised_is_refused():
    with pytest.raises(Refused, match="没有从文件里认出一期简报"):
        propose("今天天气很好，我们去公园走了走。\n\n晚上回家吃饭。".encode())


def test_a_character_no_database_takes_is_replaced_and_reported():
    content = TEXT.replace("货主坐在", "货主\0坐在").encode()
    proposal = propose(content)
    assert "货主\ufffd坐在" in proposal.sections[0].articles[0].body
    assert [repair.kind for repair in proposal.repairs if repair.kind == "character.replaced"]
    assert "\0" not in str(proposal)
