"""What came of a button, told where it was pressed: the page comes back to that place, and the message above the page
would be out of sight.

A place is named by the id that its box has on the page, `review` or `article-abcd2345`; the box of what is told there
is called `<place>-outcome`.
"""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from editorial.actions import Refused
from editorial.actions.refusals import Unexplained
from editorial.models import Article, Issue

REVIEW = "review"
"""The box of the reviews, on an article's page and an issue's."""


def tell_done(request: HttpRequest, sentence: str, place: str = REVIEW) -> None:
    messages.success(request, sentence, extra_tags=place)


def tell_refused(request: HttpRequest, sentence: str, place: str = REVIEW) -> None:
    messages.error(request, sentence, extra_tags=place)


def back_to(subject: Article | Issue, element: str) -> HttpResponse:
    """The page of the subject, with the focus on the element of that id. A browser gives it to what the address
    names, so no script is needed."""
    page = reverse(f"admin:editorial_{subject._meta.model_name}_change", args=[subject.pk])
    return HttpResponseRedirect(f"{page}#{element}")


def back_to_outcome(subject: Article | Issue, place: str) -> HttpResponse:
    """The page of the subject, with the focus on what is told at the place."""
    return back_to(subject, f"{place}-outcome")


def back_to_the_box(subject: Article | Issue, refusal: Refused | None = None) -> HttpResponse:
    """The page of the subject, with the focus on what is told of its reviews; or on the field for the reason, when
    that is missing."""
    if isinstance(refusal, Unexplained):
        return back_to(subject, "review-opinion")
    return back_to_outcome(subject, REVIEW)


def told(request: HttpRequest, places: Collection[str] = (REVIEW,)) -> dict[str, Any]:
    """For a template: `outcomes`, the messages of each of the places that the page has, and `messages`, all others."""
    outcomes: dict[str, list[Message]] = {}
    others = []
    for message in messages.get_messages(request):
        if message.extra_tags in places:
            outcomes.setdefault(message.extra_tags, []).append(message)
        else:
            others.append(message)
    return {"outcomes": outcomes, "messages": others}
