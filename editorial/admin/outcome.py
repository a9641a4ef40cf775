"""What came of a review button, told inside the review box: the page comes back to the box, so that is where
people look, and the message above the page would be out of sight.
"""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from editorial.actions import Refused
from editorial.actions.refusals import Unexplained
from editorial.models import Article, Issue

_IN_THE_BOX = "review"
"""Marks the messages that are told there."""


def tell_done(request: HttpRequest, sentence: str) -> None:
    messages.success(request, sentence, extra_tags=_IN_THE_BOX)


def tell_refused(request: HttpRequest, sentence: str) -> None:
    messages.error(request, sentence, extra_tags=_IN_THE_BOX)


def back_to_the_box(subject: Article | Issue, refusal: Refused | None = None) -> HttpResponse:
    """The page of the subject, with the focus on what is told there; or on the field for the reason, when that
    is missing. A browser gives the focus to the element that the address names, so no script is needed."""
    place = "review-opinion" if isinstance(refusal, Unexplained) else "review-outcome"
    page = reverse(f"admin:editorial_{subject._meta.model_name}_change", args=[subject.pk])
    return HttpResponseRedirect(f"{page}#{place}")


def told(request: HttpRequest) -> dict[str, list[Message]]:
    """For a template: `outcome`, the messages of the review box, and `messages`, all others."""
    every = list(messages.get_messages(request))
    return {
        "outcome": [each for each in every if _IN_THE_BOX in each.tags.split()],
        "messages": [each for each in every if _IN_THE_BOX not in each.tags.split()],
    }
