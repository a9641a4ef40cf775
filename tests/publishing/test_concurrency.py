"""Several people publish at once: each issue comes out once, and the site is whole."""

import subprocess
import sys

from tests.documents import february
from tests.installation import ROOT, installation


def test_commands_that_run_at_once_publish_each_issue_once(tmp_path):
    with installation(tmp_path) as here:
        here.manage("migrate", "--verbosity", "0")
        here.manage("import_issue", str(ROOT / "samples" / "2026-01.md"))
        here.manage("import_issue", str(february(tmp_path)))
        commands = [
            subprocess.Popen(
                [sys.executable, "manage.py", "publish_issue", reference],
                cwd=ROOT,
                env=here.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for reference in ("2026/1", "2026/1", "2026/2", "2026/1")
        ]
        complaints = [command.communicate()[1] for command in commands]
        statuses = [command.returncode for command in commands]
        assert statuses[2] == 0, complaints[2]
        assert sorted([statuses[0], statuses[1], statuses[3]]) == [0, 1, 1]
        refused = [text for text, status in zip(complaints, statuses, strict=True) if status]
        assert all("状态是“已发布”" in text for text in refused), refused
        assert "逐字节一致" in here.manage("bake", "--check")
