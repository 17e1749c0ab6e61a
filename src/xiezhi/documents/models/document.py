"""A document of a proceeding, from draft to reply."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """文书: drafted by one person, issued by another perhaps; what is issued never changes.

    `values` is `{field: {content, source}}`; `template_digest` names the template's exact text.
    One of legal effect names the ledger entry (`decision_seq`) of the one decision it rests on.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        ISSUED = "issued", _("已签发")
        SERVED = "served", _("已送达")
        REPLIED = "replied", _("已回复")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proceeding = models.ForeignKey("casework.Proceeding", models.PROTECT, related_name="+")
    template = models.CharField(_("文书种类"), max_length=64)
    template_version = models.PositiveSmallIntegerField()
    template_digest = models.CharField(max_length=64)
    matter = models.CharField(_("事项"), max_length=160, blank=True)
    subject = models.CharField(_("当事人代号"), max_length=64, blank=True)
    has_legal_effect = models.BooleanField()
    values = models.JSONField(_("字段"), default=dict)
    status = models.CharField(_("状态"), max_length=8, choices=Status, default=Status.DRAFT)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    drafted_at = models.DateTimeField(_("拟制时间"))
    revised_at = models.DateTimeField(_("修改时间"))
    number = models.CharField(_("文号"), max_length=64, null=True, blank=True, unique=True)
    content = models.BinaryField(_("正本"), null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", null=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("签发时间"), null=True)
    decision_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = _("文书")
        ordering = ("proceeding", "drafted_at")
        indexes = (models.Index(fields=("proceeding", "status")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(
                    number__isnull=False,
                    content__isnull=False,
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                ),
                name="document_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(has_legal_effect=False)
                | Q(decision_seq__isnull=False),
                name="document_rests_on_a_decision",
            ),
        )

    def __str__(self) -> str:
        return self.number or f"{self.template}（草稿）"
