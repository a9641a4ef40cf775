"""Proofs 校样: what an issue looked like at one round of proofreading, who may see it, what was said of it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.models import Issue
from editorial.people import called
from publishing.querysets import ProofQuerySet


class Proof(models.Model):
    """One round: 一校, 二校, 三校 and on. Text and PDF are frozen: `snapshot` is canonical JSON, `digest` its
    SHA-256, `pdf` the SHA-256 under which the vault keeps the printed pages."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="proofs", verbose_name=_("所在期"))
    number = models.PositiveSmallIntegerField(_("校次"))
    snapshot = models.TextField(_("快照"))
    digest = models.CharField(_("快照的 SHA-256"), max_length=64)
    pdf = models.CharField(_("PDF 的 SHA-256"), max_length=64)
    made_at = models.DateTimeField(_("出样时间"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("出样人")
    )
    closed_at = models.DateTimeField(_("收样时间"), null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("校样")
        verbose_name_plural = _("校样")
        ordering = ["issue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="proof_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="proof_number_positive"),
            models.CheckConstraint(condition=Exact(Length("digest"), 64), name="proof_digest"),
            models.CheckConstraint(condition=Exact(Length("pdf"), 64), name="proof_pdf"),
        ]

    def __str__(self) -> str:
        return gettext("%(issue)s%(proof)s") % {"issue": self.issue, "proof": self.name}

    @property
    def name(self) -> str:
        """一校, 二校, 三校, then 第 4 校."""
        first = (gettext("一校"), gettext("二校"), gettext("三校"))
        return first[self.number - 1] if self.number <= len(first) else gettext("第 %d 校") % self.number


class Invitation(models.Model):
    """A link for somebody without an account: to a proof, or to see an issue before it is published.

    The link carries a secret of 256 bits; only its SHA-256 is kept, as `digest`. It ends at `expires_at`, or
    when it is revoked.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="invitations", verbose_name=_("所在期"))
    proof = models.ForeignKey(
        Proof, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name=_("校样")
    )
    name = models.CharField(_("给谁"), max_length=50, help_text=_("例：王会长。批注会署这个名字。"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("生成人")
    )
    expires_at = models.DateTimeField(_("有效期至"))
    revoked_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    seen_at = models.DateTimeField(_("最近打开"), null=True, blank=True)

    class Meta:
        verbose_name = _("审阅链接")
        verbose_name_plural = _("审阅链接")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Exact(Length("digest"), 64), name="invitation_digest"),
            models.CheckConstraint(condition=~models.Q(name=""), name="invitation_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}：{self.proof or self.issue}"


class Remark(models.Model):
    """批注: something said of a passage of a proof, by a colleague or by somebody invited.

    The passage is named by article, block (its place among `publishing.proofs.text.blocks`) and characters of the
    block's words; `quote` keeps the words, so that the remark makes sense in any later text.
    """

    proof = models.ForeignKey(Proof, models.CASCADE, related_name="remarks", verbose_name=_("校样"))
    article = models.CharField(_("文章编号"), max_length=16, db_index=True)
    block = models.PositiveIntegerField(_("段"))
    start = models.PositiveIntegerField(_("始"))
    end = models.PositiveIntegerField(_("止"))
    quote = models.CharField(_("所指文字"), max_length=500, blank=True)
    text = models.TextField(_("批注"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("批注人"),
    )
    invitation = models.ForeignKey(
        Invitation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name=_("经由链接"),
    )
    at = models.DateTimeField(_("批注时间"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("处理人"),
    )
    resolution = models.CharField(_("处理意见"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("批注")
        verbose_name_plural = _("批注")
        ordering = ["article", "block", "start", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="remark_text"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="remark_span"),
            models.CheckConstraint(
                condition=models.Q(author=None, invitation__isnull=False)
                | models.Q(author__isnull=False, invitation=None),
                name="remark_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quote}：{self.text}"

    @property
    def name(self) -> str:
        """Who made it, as people call them."""
        return called(self.author) if self.author else self.invitation.name if self.invitation else ""
