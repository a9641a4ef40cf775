"""A publish killed at any moment leaves no edition or a whole one, and a site without dead links."""

import json
import random

from tests.installation import installation

ROUNDS = 24


def test_a_killed_publish_leaves_nothing_or_a_whole_edition_that_bake_completes(tmp_path):
    seed = random.randrange(10**6)
    with installation(tmp_path) as here:
        here.environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
        here.manage("migrate", "--verbosity", "0")
        done = here.run("-m", "tests.publishing.killing", str(ROUNDS), str(seed))
        assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert len(report["verdicts"]) == ROUNDS
    for verdict in report["verdicts"]:
        whole = {"editions": 1, "artifacts": report["formats"], "published": True}
        nothing = {"editions": 0, "artifacts": 0, "published": False}
        state = {name: verdict[name] for name in whole}
        assert state in (whole, nothing), f"seed {seed}"
        assert verdict["dead_links"] == 0, f"seed {seed}"
        assert verdict["unhealed"] == 0, f"seed {seed}"
        assert verdict["dead_links_after"] == 0, f"seed {seed}"
    assert {verdict["published"] for verdict in report["verdicts"]} == {True, False}, f"seed {seed}"
