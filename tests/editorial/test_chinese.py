"""Chinese throughout: every page of the desk that a link leads to, in the eyes of every role, holds no word of English
and no date as machines write it; nor does a page that says no."""

import time
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from editorial.workflow import ROLES
from tests import builders
from tests.crawl import addresses
from tests.editorial import busy_desk
from tests.visible import Visible, not_chinese

pytestmark = pytest.mark.django_db

OF_EACH_KIND = 3
"""Pages of one kind that are looked at."""
FRONT = "/admin/"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def logged_in(role):
    client = Client()
    client.force_login(builders.user(role, is_superuser=role is None))
    return client


def kind(address):
    """The name of the page behind an address; none for what is no page of the desk."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match.view_name if address.startswith(FRONT) and match.view_name != "admin:logout" else None


def pages(client):
    """(kind, address, words) of the desk's pages, found by following links from the front page."""
    waiting, known, looked_at = [FRONT], {FRONT}, Counter()
    while waiting:
        address = waiting.pop(0)
        name = kind(address)
        if name is None or looked_at[name] >= OF_EACH_KIND:
            continue
        response = client.get(address)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            assert response.status_code in (200, 302, 404), address
            continue
        looked_at[name] += 1
        page = response.content.decode()
        yield name, address, Visible(page).text
        found = {urljoin(address, link).partition("#")[0] for link in addresses(page)} - known
        known |= found
        waiting += sorted(found)


def test_every_page_that_a_link_leads_to_is_in_chinese():
    busy_desk.fill()
    foreign, kinds = {}, set()
    for role in (None, *ROLES):
        t = time.time()
        n = 0
        for name, address, text in pages(logged_in(role)):
            n += 1
            kinds.add(name)
            if words := not_chinese(text):
                foreign[role, address] = words
        print(role, n, time.time() - t)
    print(sorted(kinds))
    assert foreign == {}
