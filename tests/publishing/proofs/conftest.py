"""What the tests of proofs share: an issue of one article, its first round, and a press that is quick."""

import pytest

from publishing.formats import Format, Rendered
from publishing.proofs import printing
from publishing.proofs.proofing import make_proof
from tests import builders

BODY = "数字提单当天签发。\n\n首批覆盖六条航线，旺季前开通。"


@pytest.fixture(autouse=True)
def quick_press(monkeypatch):
    """A press that prints the titles."""

    def render(snapshot, _pictures):
        titles = "".join(article.title for article in snapshot.articles)
        return Rendered("2026-01.pdf", "application/pdf", titles.encode())

    monkeypatch.setattr(printing, "PDF", Format("pdf", "PDF", "application/pdf", render))


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor():
    return builders.user("责任编辑", last_name="林", first_name="一")


@pytest.fixture
def article():
    return builders.article(issue=builders.issue(), body=BODY)


@pytest.fixture
def proof(article, editor):
    return make_proof(issue=article.issue, by=editor)
