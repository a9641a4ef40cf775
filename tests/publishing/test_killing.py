"""A publish or a correction killed at any moment leaves no edition or a whole one, and no dead links."""

import json
import random

import pytest

from tests.installation import installation


@pytest.mark.parametrize(("what", "rounds"), [("publish", 24), ("correct", 12)])
def test_whoever_is_killed_leaves_nothing_or_a_whole_edition_that_bake_completes(tmp_path, what, rounds):
    seed = random.randrange(10**6)
    with installation(tmp_path) as here:
        here.environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
        here.manage("migrate", "--verbosity", "0")
        done = here.run("-m", "tests.publishing.killing", what, str(rounds), str(seed))
        assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert len(report["verdicts"]) == rounds
    for verdict in report["verdicts"]:
        assert verdict["new_editions"] in (0, 1), f"seed {seed}"
        assert verdict["artifacts"] == verdict["editions"] * report["formats"], f"seed {seed}"
        assert verdict["published"] == (verdict["editions"] > 0), f"seed {seed}"
        assert verdict["dead_links"] == 0, f"seed {seed}"
        assert verdict["unhealed"] == 0, f"seed {seed}"
        assert verdict["dead_links_after"] == 0, f"seed {seed}"
    assert {verdict["new_editions"] for verdict in report["verdicts"]} == {0, 1}, f"seed {seed}"
