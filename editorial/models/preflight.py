"""Preflight 审读检查: what a publication decided about its rules, and what editors said and did about findings."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.models.article import Article
from editorial.models.issue import Issue
from editorial.models.publication import Publication
from editorial.querysets import AcknowledgementQuerySet


class RuleSetting(models.Model):
    """One rule as the publication wants it: off, or of another severity than its own."""

    class Level(models.TextChoices):
        OFF = "off", _("不检查")
        INFO = "info", _("提示")
        WARNING = "warning", _("警告")
        ERROR = "error", _("错误")

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="rule_settings", verbose_name=_("刊物")
    )
    rule = models.CharField(_("规则"), max_length=40)
    level = models.CharField(_("按"), max_length=10, choices=Level)

    class Meta:
        verbose_name = _("检查规则")
        verbose_name_plural = _("检查规则")
        ordering = ["rule"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "rule"],
                name="rulesetting_once",
                violation_error_message=_("这条规则已经设过了。"),
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["off", "info", "warning", "error"]), name="rulesetting_level"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(rule)s：%(level)s") % {"rule": self.rule, "level": self.get_level_display()}


class WordPair(models.Model):
    """A word the publication does not use and the one it uses instead; or a word that is right as it is."""

    class Reason(models.TextChoices):
        TERM = "term", _("体例用语")
        MISTAKE = "mistake", _("错别字")
        ALLOWED = "allowed", _("不算错")

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="word_pairs", verbose_name=_("刊物")
    )
    word = models.CharField(_("遇到"), max_length=40)
    instead = models.CharField(
        _("改用"), max_length=40, blank=True, help_text=_("类别是“不算错”时空着：这个词以后不再提示。")
    )
    reason = models.CharField(_("类别"), max_length=10, choices=Reason, default=Reason.TERM)

    class Meta:
        verbose_name = _("词条")
        verbose_name_plural = _("词表")
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "word"],
                name="wordpair_once",
                violation_error_message=_("这个词已经在词表里。"),
            ),
            models.CheckConstraint(condition=~models.Q(word=""), name="wordpair_word"),
            models.CheckConstraint(
                condition=models.Q(reason="allowed", instead="")
                | (models.Q(reason__in=["term", "mistake"]) & ~models.Q(instead="")),
                name="wordpair_reason",
                violation_error_message=_("体例用语和错别字要写明改用什么；“不算错”的词不写。"),
            ),
            models.CheckConstraint(
                condition=~models.Q(word=models.F("instead")),
                name="wordpair_differs",
                violation_error_message=_("两个词是一样的。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.instead}" if self.instead else self.word


class Acknowledgement(models.Model):
    """An editor has looked at a finding and lets it stand.

    It holds for one rule at characters `start` to `end` of the words of one passage, named by its SHA-256:
    once the passage changes, the finding comes back. A finding about the issue itself has no article.
    """

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="acknowledgements",
        verbose_name=_("文章"),
    )
    issue = models.ForeignKey(
        Issue,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="acknowledgements",
        verbose_name=_("所在期"),
    )
    rule = models.CharField(_("规则"), max_length=40)
    passage = models.CharField(_("段落的 SHA-256"), max_length=64)
    start = models.PositiveIntegerField(_("始"))
    end = models.PositiveIntegerField(_("止"))
    words = models.CharField(_("所指文字"), max_length=200, blank=True)
    reason = models.CharField(_("理由"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("何人"))
    at = models.DateTimeField(_("何时"), auto_now_add=True)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("已忽略的提示")
        verbose_name_plural = _("已忽略的提示")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "rule", "passage", "start", "end"], name="acknowledgement_of_article_once"
            ),
            models.UniqueConstraint(
                fields=["issue", "rule", "passage", "start", "end"], name="acknowledgement_of_issue_once"
            ),
            models.CheckConstraint(
                condition=models.Q(article=None, issue__isnull=False)
                | models.Q(article__isnull=False, issue=None),
                name="acknowledgement_of_one_thing",
            ),
            models.CheckConstraint(condition=Exact(Length("passage"), 64), name="acknowledgement_passage"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="acknowledgement_span"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="acknowledgement_reason"),
        ]

    def __str__(self) -> str:
        return self.words or self.rule


class AppliedFix(models.Model):
    """An article's texts before and after preflight's fixes, so that they can be taken back.

    `before` and `after` name each field that changed: {"body": "…", "title": "…"}.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="applied_fixes", verbose_name=_("文章"))
    before = models.JSONField(_("修正前"))
    after = models.JSONField(_("修正后"))
    count = models.PositiveIntegerField(_("处数"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("何人"),
        help_text=_("空：由命令行修正。"),
    )
    at = models.DateTimeField(_("何时"), auto_now_add=True)
    undone_at = models.DateTimeField(_("何时撤销"), null=True, blank=True)

    class Meta:
        verbose_name = _("修正记录")
        verbose_name_plural = _("修正记录")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gte=1), name="appliedfix_count"),
        ]

    def __str__(self) -> str:
        return gettext("%(article)s：%(count)d 处") % {"article": self.article, "count": self.count}
