"""An article's whole text for those who read it elsewhere: in feeds and by the read API. Every address in it is
whole."""

from django.template.loader import get_template

from editorial.addresses import published_picture
from editorial.document import Document, Image, walk
from editorial.html import write_html
from publishing.site.absolute import absolute
from publishing.site.article import credit_lines
from publishing.site.published import PublishedArticle
from publishing.site.rendering import encode


def full_text(published: PublishedArticle, document: Document) -> str:
    """Corrections, source and text as an HTML fragment; `document` is the article's text, read."""
    values = {
        "published": published,
        "article": published.article,
        "credits": credit_lines(published.article),
        "address": absolute(published.url),
        "body": write_html(document, picture=_picture, id_prefix=f"{published.article.uid}-", figures=True),
    }
    return encode(get_template("site/parts/full_text.html").render(values)).decode().strip()


def first_picture(document: Document) -> str | None:
    """The address of the first picture that a text shows."""
    images = (node for node in walk(document) if isinstance(node, Image))
    return next((address for image in images if (address := _picture(image.src))), None)


def _picture(src: str) -> str | None:
    return absolute(src) if published_picture(src) else None
