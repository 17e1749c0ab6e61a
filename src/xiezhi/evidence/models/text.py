"""Texts: judgments and dossier pages, with the fields read out of them and where they stand."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Text(models.Model):
    """A text, immutable in content. `fields` are extracted values, `spans` their [start, end]."""

    class Kind(models.TextChoices):
        JUDGMENT = "judgment", _("裁判文书")
        DOSSIER_PAGE = "dossier_page", _("卷宗")
        OPINION = "opinion", _("起诉意见书、提请批准逮捕书")
        REPLY = "reply", _("回复")
        OTHER = "other", _("其他")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        "casework.Case", models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.CharField(_("来源标识"), max_length=200, blank=True, db_index=True)
    title = models.CharField(_("标题"), max_length=300)
    kind = models.CharField(max_length=16, choices=Kind)
    content = models.TextField(_("正文"))
    sha256 = models.CharField(max_length=64)
    fields = models.JSONField(_("提取的字段"), default=dict)
    spans = models.JSONField(_("字段在正文中的位置"), default=dict)
    restricted = models.BooleanField(_("不可检索"), default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "sha256"),
                condition=models.Q(case__isnull=False),
                name="text_once_a_case",
            ),
            models.UniqueConstraint(
                fields=("key", "sha256"),
                condition=models.Q(case__isnull=True),
                name="text_once_a_key",
            ),
        )

    def __str__(self) -> str:
        return self.title
