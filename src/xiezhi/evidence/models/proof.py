"""The proof map: facts to be proved and the items that support or contradict them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.Model):
    """待证事实: one fact of the case, shared by every proceeding in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("事实号"))
    statement = models.TextField(_("待证事实"))
    party = models.CharField(_("当事人代号"), max_length=16, blank=True)

    class Meta:
        ordering = ("case", "no")
        constraints = (
            models.UniqueConstraint(fields=("case", "no"), name="fact_no_once_a_case"),
            models.CheckConstraint(condition=~models.Q(statement=""), name="fact_says_something"),
        )

    def __str__(self) -> str:
        return self.statement


class ProofLink(models.Model):
    """证明关系: an item supports or contradicts a fact."""

    class Bearing(models.TextChoices):
        SUPPORTS = "supports", _("支持")
        CONTRADICTS = "contradicts", _("相反")

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="links")
    item = models.ForeignKey("evidence.EvidenceItem", models.CASCADE, related_name="links")
    bearing = models.CharField(max_length=12, choices=Bearing)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        ordering = ("fact", "item")
        constraints = (models.UniqueConstraint(fields=("fact", "item"), name="proof_linked_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.bearing} {self.fact_id}"
