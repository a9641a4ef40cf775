"""Dead links in the editor: whether one link of an article opens, asked when the editor presses for it.

The browser says which link of which article it means, never an address: the newsroom's server asks for
nothing but what stands in its own articles.
"""

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial.admin.desk import permitted
from editorial.models import Article
from editorial.preflight import drafts
from editorial.preflight.links import WebLink, check_link, links_of
from editorial.preflight.newsroom import draft_of


def links_of_article(article: Article) -> list[WebLink]:
    """The links of an article as it is saved, in the order in which `check` counts them."""
    return links_of(drafts.manuscript([draft_of(article)]))


class LinkForm(forms.Form):
    """Names a link: the article, and the link's place among `links_of_article`, from 0."""

    article = forms.ModelChoiceField(
        Article.objects.select_related("section").prefetch_related(
            "attributions__source", "attributions__via"
        )
    )
    index = forms.IntegerField(min_value=0)


@require_POST
def check(request: HttpRequest) -> JsonResponse:
    """Whether the link named by the posted `article` (its pk) and `index` opens, told within some ten
    seconds: {"address": …, "state": "alive", "unsure" or "dead", "message": …}; or {"error": …}.

    Raises:
        PermissionDenied: the user may not change articles.
    """
    permitted(request, "editorial.change_article")
    link = _named(LinkForm(request.POST))
    if link is None:
        sentence = _("存好的文章里没有这个链接，可能刚改过。请保存后刷新页面再查。")
        return JsonResponse({"error": sentence}, status=404)
    report = check_link(link.address)
    return JsonResponse({"address": report.address, "state": report.state, "message": report.message})


def _named(form: LinkForm) -> WebLink | None:
    if not form.is_valid():
        return None
    links = links_of_article(form.cleaned_data["article"])
    index = form.cleaned_data["index"]
    return links[index] if index < len(links) else None
