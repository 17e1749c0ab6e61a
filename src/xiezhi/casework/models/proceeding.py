"""The proceeding: one procedure run by one procuratorate in one case."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Proceeding(models.Model):
    """件: its stage, handler and facts are projected from its acts and never set by hand.

    `last_seq` and `last_sha256` name the ledger entry that the projection has reached.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="proceedings")
    procedure_id = models.CharField(_("程序"), max_length=120)
    number = models.CharField(_("件号"), max_length=64, unique=True)
    title = models.CharField(_("件名"), max_length=200)
    procuratorate = models.ForeignKey(
        "organs.Procuratorate",
        models.PROTECT,
        to_field="code",
        related_name="+",
        verbose_name=_("承办检察院"),
    )
    department = models.ForeignKey(
        "organs.Department", models.PROTECT, related_name="+", verbose_name=_("承办部门")
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    pack_version = models.CharField(_("规则版本"), max_length=64)
    opened_on = models.DateField(_("受理日期"))
    stage = models.CharField(_("阶段"), max_length=64, blank=True)
    stage_label = models.CharField(_("阶段名"), max_length=64, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
    )
    facts = models.JSONField(_("事实"), default=dict, blank=True)
    last_seq = models.PositiveBigIntegerField(default=0)
    last_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-opened_on", "number")
        indexes = (
            models.Index(fields=("procuratorate", "closed_on", "-opened_on")),
            models.Index(fields=("procuratorate", "-opened_on", "number")),
            models.Index(fields=("department", "closed_on")),
            models.Index(fields=("handler", "closed_on")),
        )
        constraints = (
            models.CheckConstraint(condition=~models.Q(number=""), name="proceeding_has_a_number"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="proceeding_closes_after_it_opens",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class InspectionGround(models.Model):
    """The stated ground on which an inspector reads one proceeding, for a while."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="inspections")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    ground = models.TextField(_("事由"))
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(ground=""), name="inspection_has_a_ground"),
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("opened_at")),
                name="inspection_ends_after_it_opens",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.ground}"
