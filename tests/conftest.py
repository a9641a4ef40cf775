"""What every test gets: folders of its own, and where the optional real data lies."""

import copy
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

PATIENCE = 30_000
"""Milliseconds that a browser test waits for what must come: two run at a time, on whatever machine there is."""
expect.set_options(timeout=PATIENCE)

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    """Storages below the test's own folder, so that no test sees another's files."""
    storages = copy.deepcopy(settings.STORAGES)
    for name in ("default", "vault", "pictures", "site"):
        storages[name]["OPTIONS"]["location"] = tmp_path / name
    settings.STORAGES = storages
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def _no_answers_kept():
    """What a test searched for is not what the next one finds."""
    cache.clear()


@pytest.fixture(scope="session")
def seed() -> Path:
    """The first real issue, where it is at hand."""
    path = SHARED / "seed" / "2026-01.md"
    if not path.exists():
        pytest.skip("../shared/seed/2026-01.md is not here; the sample issue is tested instead")
    return path


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample issue of this project, always there."""
    return ROOT / "samples" / "2026-01.md"
