"""Walks the desk as somebody who follows its links: every link once, for every role that is shown it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse

from editorial.models import Article, Issue
from tests import builders
from tests.crawl import addresses
from tests.visible import Visible

FRONT = "/admin/"
READ_OF_A_KIND = 1
"""Pages of one kind whose links are followed, besides those to start from: the rest are alike."""


@dataclass(frozen=True)
class Answer:
    """What came back for an address; `text` holds the words of a page, and is empty for a download."""

    kind: str
    address: str
    status: int
    text: str


def logged_in(role: str | None) -> Client:
    """Somebody of the role; a superuser without one."""
    client = Client()
    client.force_login(builders.user(role, is_superuser=role is None))
    return client


def kind(address: str) -> str | None:
    """The name of the page behind an address; none for what is no page of the desk."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return "nowhere" if address.startswith(FRONT) else None
    return match.view_name if address.startswith(FRONT) and match.view_name != "admin:logout" else None


def starts() -> Iterator[str]:
    """The front page, and every issue and article with what was found in it and its history."""
    yield FRONT
    for issue in Issue.objects.all():
        yield reverse("admin:editorial_issue_change", args=[issue.pk])
        yield reverse("editorial_preflight", args=[issue.pk])
    for article in Article.objects.all():
        yield reverse("admin:editorial_article_change", args=[article.pk])
        yield reverse("admin:editorial_article_history", args=[article.pk])


def walk(client: Client) -> Iterator[Answer]:
    """What each address answers; the same page with another question after its address is not asked again."""
    client.raise_request_exception = False
    start = list(starts())
    waiting, known, read = start[:], set(start), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        name = kind(address)
        if name is None:
            continue
        response = client.get(address)
        text = page(response)
        yield Answer(name, address, response.status_code, Visible(text).text)
        read[name] = read.get(name, 0) + 1
        if address in start or read[name] <= READ_OF_A_KIND:
            found = (urljoin(address, link).partition("#")[0] for link in addresses(text))
            for link in sorted(set(found)):
                if _page(link) not in known:
                    known.add(_page(link))
                    waiting.append(link)


def page(response: Any) -> str:
    """The HTML of an answer; nothing for another type, or where the answer leads elsewhere."""
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return response.content.decode() if is_page else ""


def _page(address: str) -> str:
    return urlsplit(address).path
