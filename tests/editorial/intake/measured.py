"""Reads one document as an upload is read and says what it cost: `python -m tests.editorial.intake.measured`.

The document comes by standard input. Run as a process of its own, so that what is measured is this document.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path

from editorial.intake import Refused, propose


def main() -> None:
    content = sys.stdin.buffer.read()
    began = time.monotonic()
    try:
        outcome, text = "proposed", json.dumps(propose(content).to_json(), ensure_ascii=False)
    except Refused as refusal:
        outcome, text = "refused", str(refusal)
    seconds = time.monotonic() - began
    own = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    measured = {
        "outcome": outcome,
        "text": text,
        "seconds": round(seconds, 1),
        "megabytes": int(own[1]) // 1024 if own else 0,
        "worker_megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    main()
