"""Numbers of cases and documents: without gaps, and never outside a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """One run of numbers: procuratorate, word (检刑捕受), year; `last` is the last given."""

    procuratorate = models.ForeignKey(
        "organs.Procuratorate", models.PROTECT, to_field="code", related_name="+"
    )
    word = models.CharField(_("字"), max_length=32)
    year = models.PositiveSmallIntegerField(_("年"))
    last = models.PositiveIntegerField(_("已编到"), default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "word", "year"), name="number_series_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕"


class IssuedNumber(models.Model):
    """A number given to something in a case: 云江检刑捕受〔2026〕17号.

    `proceeding` is whose number or document it is; None for the case's own and for papers that
    another room keeps under its own access (`casework.papers`).
    """

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="issued")
    ordinal = models.PositiveIntegerField(_("号"))
    text = models.CharField(_("文号"), max_length=64, unique=True)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="numbers")
    proceeding = models.ForeignKey(
        "casework.Proceeding", models.PROTECT, null=True, blank=True, related_name="numbers"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "ordinal"), name="number_given_once"),
            models.CheckConstraint(
                condition=models.Q(ordinal__gte=1), name="number_starts_at_one"
            ),
        )

    def __str__(self) -> str:
        return self.text
