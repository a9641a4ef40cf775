"""Old Word documents (.doc) → .docx, by LibreOffice where it is installed.

The program works in a folder that is thrown away, with a profile of its own, so that nothing it is told
outlives the document; the whole group of its processes is killed when it is done or late.
"""

import logging
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from editorial.intake.containers import ZIP
from editorial.intake.sniff import MAX_BYTES, Refused

SECONDS = 60
PROGRAMS = ("soffice", "libreoffice")

_BY_HAND = "请用 Word 或 WPS 打开它，另存为“Word 文档 (*.docx)”，再导入。"
_NOT_INSTALLED = f"这是旧版 Word 文档（.doc），这台服务器没有安装能转换它的 LibreOffice。{_BY_HAND}"
_TOO_LATE = f"这个旧版 Word 文档（.doc）太复杂，没能在 {SECONDS} 秒内转换完。{_BY_HAND}"
_FAILED = f"这个旧版 Word 文档（.doc）没能转换成功。{_BY_HAND}"

_LOG = logging.getLogger(__name__)
_REMEMBERED = 2000
"""Characters of the program's last words that go into the log."""


def to_docx(content: bytes) -> bytes:
    """The same document as .docx.

    Raises:
        Refused: LibreOffice is not installed, took more than `SECONDS`, or made nothing of the document.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Refused(_NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="jianbao-doc-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "document.doc").write_bytes(content)
        _convert(program, folder)
        converted = folder / "document.docx"
        if not converted.is_file() or converted.stat().st_size > MAX_BYTES:
            raise Refused(_FAILED)
        docx = converted.read_bytes()
    if not docx.startswith(ZIP):
        raise Refused(_FAILED)
    return docx


def _convert(program: str, folder: Path) -> None:
    """Lets the program write `document.docx` beside `document.doc`. Whether it did is not what it says:
    it reports success over documents it could not open."""
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(folder / "document.doc"),
    ]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603 - an installed program by its full path, no shell
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, complaint = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Refused(_TOO_LATE) from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        words = complaint.decode(errors="replace")[-_REMEMBERED:]
        _LOG.warning("%s ended with %s: %s", program, process.returncode, words)
