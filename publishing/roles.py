"""What the four roles may do at the press: data. A migration gives it to the groups."""

_EVERYBODY = (
    "publishing.view_proof",
    "publishing.view_remark",
    "publishing.add_remark",
    "publishing.change_remark",
)
_REVIEWERS = (
    *_EVERYBODY,
    "publishing.add_proof",
    "publishing.change_proof",
    "publishing.view_invitation",
    "publishing.add_invitation",
    "publishing.change_invitation",
    "publishing.view_schedule",
)
_CHIEFS = (
    *_REVIEWERS,
    "publishing.add_schedule",
    "publishing.change_schedule",
    "publishing.delete_schedule",
)

ROLES: dict[str, tuple[str, ...]] = {
    "编辑": _EVERYBODY,
    "责任编辑": _REVIEWERS,
    "主编": _CHIEFS,
    "管理员": _CHIEFS,
}
