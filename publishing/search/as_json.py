"""An answer for programs, in JSON: what `/search.json` sends and `manage.py search --json` prints."""

from typing import Any

from publishing.search import Answer, Hit


def as_data(answer: Answer) -> dict[str, Any]:
    """One page of the answer. `total` counts no further than `publishing.search.answer.MOST_HITS`; addresses are
    paths of the site, dates YYYY-MM-DD; `sentence` says in Chinese why nothing could be searched for."""
    return {
        "total": answer.total,
        "is_capped": answer.is_capped,
        "page": answer.page,
        "pages": answer.pages,
        "sentence": answer.sentence,
        "results": [_result(hit) for hit in answer.hits],
    }


def _result(hit: Hit) -> dict[str, str]:
    return {
        "url": hit.url,
        "title": hit.title,
        "issue": hit.issue,
        "date": hit.date.isoformat(),
        "source": "、".join(source.name for source in hit.sources),
        "snippet": "".join(text for text, _is_match in hit.snippet),
    }
