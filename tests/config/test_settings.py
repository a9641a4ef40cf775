"""Settings fail loudly: production does not start on a guess."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "jianbao.example"}


def start(tmp_path, **environment):
    """Loads the settings in a fresh process with these variables alone."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.DEBUG)"],
        cwd=ROOT,
        env=kept | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_embedded_default_starts_with_nothing_set(tmp_path):
    assert start(tmp_path).stdout.strip() == "True"


def test_production_starts_with_key_and_hosts(tmp_path):
    assert start(tmp_path, **PRODUCTION).stdout.strip() == "False"


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("value", [None, "", "  "], ids=["unset", "empty", "blank"])
def test_production_without_key_or_hosts_does_not_start(tmp_path, missing, value):
    environment = {name: text for name, text in PRODUCTION.items() if name != missing}
    if value is not None:
        environment[missing] = value
    started = start(tmp_path, **environment)
    assert started.returncode != 0
    assert missing in started.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEBUG", "maybe"), ("HSTS_SECONDS", "-1"), ("HSTS_SECONDS", "½"), ("SITE_URL", "jianbao.example/site")],
)
def test_a_bad_value_is_named(tmp_path, name, value):
    started = start(tmp_path, **PRODUCTION | {name: value})
    assert started.returncode != 0
    assert name in started.stderr
