"""Old Word documents are converted by LibreOffice where it is installed; a program of ours stands in for it."""

import base64
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editorial.intake import legacy_word
from editorial.intake.blocks import Kind
from editorial.intake.readers.docx import read
from editorial.intake.sniff import DocumentKind, Refused, sniff
from tests.editorial.intake.word import document, p

WORDS = "码头上的吊机连夜卸下两千个箱子。"


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Puts a program of that name, written in Python, where LibreOffice would be found."""

    def put(code: str, name: str = "soffice") -> None:
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!{sys.executable}\nimport pathlib, sys, time, os\n{code}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    return put


def writes(content: bytes) -> str:
    """Code that does what LibreOffice does: writes the document beside the one it is given."""
    folder = "pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])"
    encoded = base64.b64encode(content)
    return f"import base64\n({folder} / 'document.docx').write_bytes(base64.b64decode({encoded!r}))"


def refusal(content: bytes = b"old") -> str:
    with pytest.raises(Refused) as refused:
        legacy_word.to_docx(content)
    return str(refused.value)


@pytest.mark.parametrize("name", legacy_word.PROGRAMS)
def test_the_document_comes_back_converted(stand_in, name):
    docx = document(p(WORDS))
    stand_in("assert pathlib.Path(sys.argv[-1]).read_bytes() == b'old'\n" + writes(docx), name)
    assert read(legacy_word.to_docx(b"old"))[0].text == WORDS


def test_the_program_works_in_a_folder_that_is_thrown_away(stand_in, tmp_path):
    seen = tmp_path / "seen"
    stand_in(
        f"profile = next(each for each in sys.argv if each.startswith('-env:UserInstallation=file://'))\n"
        f"pathlib.Path({str(seen)!r}).write_text(profile.partition('file://')[2])\n"
        + writes(document(p(WORDS)))
    )
    legacy_word.to_docx(b"old")
    profile = seen.read_text()
    assert profile.startswith("/")
    assert not Path(profile).parent.exists()


def test_without_the_program_the_editor_is_told_how_to_convert_by_hand(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "没有安装" in refusal()
    assert "另存为“Word 文档 (*.docx)”" in refusal()


def test_a_program_that_hangs_is_killed_with_its_children(stand_in, monkeypatch, tmp_path):
    monkeypatch.setattr(legacy_word, "SECONDS", 1)
    child = tmp_path / "child"
    stand_in(
        f"if os.fork() == 0:\n    pathlib.Path({str(child)!r}).write_text(str(os.getpid()))\ntime.sleep(600)"
    )
    begun = time.monotonic()
    assert "另存为" in refusal()
    assert time.monotonic() - begun < 20
    assert _is_gone(int(child.read_text()))


def _is_gone(process: int) -> bool:
    """It ends within two seconds, or is a corpse that only waits to be taken away."""
    for _ in range(20):
        try:
            status = Path(f"/proc/{process}/stat").read_text()
            if status.rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    "code",
    ["sys.exit('no filter')", "pass", writes(b"no zip"), "os.kill(os.getpid(), 9)"],
    ids=["fails", "writes nothing", "writes something else", "falls"],
)
def test_a_program_that_fails_is_a_refusal(stand_in, code):
    stand_in(code)
    assert "没能转换成功" in refusal()


def test_the_real_program_converts_an_old_document(tmp_path):
    program = next(filter(None, map(shutil.which, legacy_word.PROGRAMS)), None)
    if program is None:
        pytest.skip("LibreOffice is not installed; a stand-in is tested instead")
    (tmp_path / "new.docx").write_bytes(document(p("港口新闻", bold=True, size=22, align="center"), p(WORDS)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to_doc = ["--headless", profile, "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run(
        [program, *to_doc, str(tmp_path / "new.docx")], check=True, capture_output=True, timeout=60
    )
    old = (tmp_path / "new.doc").read_bytes()
    assert sniff(old).kind is DocumentKind.DOC
    heading, body = read(legacy_word.to_docx(old))
    assert (heading.kind, heading.text, heading.size) == (Kind.HEADING, "港口新闻", 22.0)
    assert body.text == WORDS
