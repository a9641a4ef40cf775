"""What a page seems to say: title, authors, date, outlet, body. Plain values and JSON."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from editorial.intake.proposal import Warning


@dataclass(frozen=True, slots=True)
class ClippedPicture:
    """A picture of the body: its address (absolute where the page's is known) and description."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class ClipProposal:
    """An article as read from a page. What was not found is empty or None.

    `outlet` is who wrote it first, `via` the site that passed it on (empty when that is the same);
    `body` is Markdown without title and credit; it shows picture n of `images` as `![alt](url)`.
    """

    title: str
    authors: tuple[str, ...]
    published: datetime.date | None
    outlet: str
    via: str
    url: str
    body: str
    images: tuple[ClippedPicture, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The JSON that `manage.py clip --json` prints."""
        return {
            "title": self.title,
            "authors": list(self.authors),
            "published": self.published.isoformat() if self.published else None,
            "outlet": self.outlet,
            "via": self.via,
            "url": self.url,
            "body": self.body,
            "images": [{"url": image.url, "alt": image.alt} for image in self.images],
            "warnings": [
                {"code": warning.code, "line": warning.line, "message": warning.message}
                for warning in self.warnings
            ],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The proposal that `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: the values are not those of a proposal.
        """
        published = values["published"]
        return cls(
            title=values["title"],
            authors=tuple(values["authors"]),
            published=datetime.date.fromisoformat(published) if published else None,
            outlet=values["outlet"],
            via=values["via"],
            url=values["url"],
            body=values["body"],
            images=tuple(ClippedPicture(**image) for image in values["images"]),
            warnings=tuple(Warning(**warning) for warning in values["warnings"]),
        )
