"""How a template of templates/site becomes a page's bytes."""

from functools import partial
from typing import Any

from django.template.loader import get_template

from editorial.html import UNPRINTABLE
from publishing.site import assets
from publishing.site.absolute import absolute
from publishing.site.page import Page, file_of


def page(url: str, template: str, common: dict[str, Any], **values: Any) -> Page:
    """The page at an address: its template, with the values of its kind and its own."""
    return Page(file_of(url), partial(html, url, template, common | values))


def html(url: str, template: str, values: dict[str, Any]) -> bytes:
    """A template's page, with its own address and those of the assets."""
    own = {"url": url, "canonical": absolute(url), "assets": assets.addresses()}
    return encode(get_template(f"site/{template}.html").render(values | own))


def reservation() -> bytes:
    """What stands at a new address until its page is written, and at an old one before it is given up."""
    return get_template("site/reservation.html").render().encode()


def encode(html: str) -> bytes:
    """UTF-8, without the code points that HTML forbids."""
    return UNPRINTABLE.sub("", html).encode()
