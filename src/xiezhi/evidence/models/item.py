"""Evidence items of a case and whether they may be cited."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceItem(models.Model):
    """证据: `state` changes only by a recorded act; an excluded item may not be cited.

    The kinds are those of 刑事诉讼法 (2018) 第50条第2款.
    """

    class Kind(models.TextChoices):
        PHYSICAL = "physical", _("物证")
        DOCUMENTARY = "documentary", _("书证")
        WITNESS = "witness", _("证人证言")
        VICTIM = "victim", _("被害人陈述")
        CONFESSION = "confession", _("犯罪嫌疑人、被告人供述和辩解")
        APPRAISAL = "appraisal", _("鉴定意见")
        RECORD = "record", _("勘验、检查、辨认、侦查实验等笔录")
        ELECTRONIC = "electronic", _("视听资料、电子数据")

    class State(models.TextChoices):
        INCLUDED = "included", _("采纳")
        EXCLUDED = "excluded", _("排除")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("证据号"))
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    name = models.CharField(_("名称"), max_length=200)
    source = models.CharField(_("来源"), max_length=200)
    collected_by = models.CharField(_("收集机关"), max_length=100, blank=True)
    collected_on = models.DateField(_("收集日期"), null=True, blank=True)
    is_key = models.BooleanField(_("关键证据"), default=False)
    text = models.ForeignKey(
        "evidence.Text", models.PROTECT, null=True, blank=True, related_name="items"
    )
    state = models.CharField(max_length=12, choices=State, default=State.INCLUDED)
    excluded_reason = models.TextField(_("排除理由"), blank=True)

    class Meta:
        ordering = ("case", "no")
        constraints = (
            models.UniqueConstraint(fields=("case", "no"), name="evidence_no_once_a_case"),
            models.CheckConstraint(
                condition=models.Q(state="included", excluded_reason="")
                | (models.Q(state="excluded") & ~models.Q(excluded_reason="")),
                name="evidence_excluded_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.no} {self.name}"
