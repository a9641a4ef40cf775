"""What a proof shows: the issue's text as it stands at the moment, and its pages as the press sets them."""

from django.utils.translation import gettext

from editorial.actions import Refused
from editorial.models import Issue
from editorial.pictures import PictureError, read_pictures
from editorial.workflow import IssueState
from publishing.formats import PDF, CannotRender, Rendered
from publishing.snapshot import IssueSnapshot, take


def current_text(issue: Issue) -> IssueSnapshot:
    """The issue as it stands now, for a proof or for somebody who is shown it before it is published.

    Raises:
        Refused: it is withdrawn, has no articles, or shows a picture that is not there.
    """
    if issue.state == IssueState.WITHDRAWN:
        raise Refused(gettext("%(issue)s已经撤回。") % {"issue": issue})
    try:
        snapshot = take(issue)
    except PictureError as error:
        raise Refused(gettext("%(issue)s排不出来：%(error)s") % {"issue": issue, "error": error}) from error
    if not snapshot.sections:
        raise Refused(gettext("%(issue)s还没有文章。请先导入或加入文章。") % {"issue": issue})
    return snapshot


def printed(snapshot: IssueSnapshot) -> tuple[Rendered, dict[str, bytes]]:
    """The pages of the issue as the press sets them, and the pictures in them by name.

    Raises:
        Refused: they cannot be set.
    """
    try:
        pictures = read_pictures(picture.name for picture in snapshot.pictures)
        return PDF.render(snapshot, pictures), pictures
    except (PictureError, CannotRender) as error:
        raise Refused(
            gettext("%(issue)s排不出来：%(error)s") % {"issue": snapshot.name, "error": error}
        ) from error
