"""The month of one issue in a real Chromium: four logins, a guest and a reader, from nothing to a correction."""

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import ROOT
from tests.installation import installation
from tests.month import live, opened
from tests.test_browser import CHROMIUM, FLAGS

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: `make install` as root")


def test_an_issue_is_made_by_four_people_from_nothing_to_a_correction(tmp_path):
    """Fails as well on any script error, any refused resource, any word of English on a page."""
