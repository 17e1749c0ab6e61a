"""The monthly report: nothing to record, or a department's confirmation that all reported."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiezhi.interference.models.added import Added


class MonthReport(Added):
    """零报告: of a person, or of a department by its head (``department`` set); ``month`` is the
    first day of the month reported."""

    TOLD: ClassVar = ("month", "department")
    procuratorate = models.CharField(max_length=32)
    month = models.DateField(_("月份"))
    department = models.CharField(_("部门"), max_length=32, blank=True)
    reported_by = models.CharField(max_length=32)
    reported_at = models.DateTimeField()

    class Meta(Added.Meta):
        verbose_name = _("零报告")
        ordering = ("month", "department", "reported_by")
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "month", "reported_by", "department"),
                name="month_reported_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reported_by} {self.month}"
