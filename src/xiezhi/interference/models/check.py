"""A reverse check: from a case of discipline or a corrected case to the records that lack."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiezhi.interference.models.added import Added


class ReverseCheck(Added):
    """倒查: its ground, whom or which proceeding it is about, and the days found then.

    ``days`` is what was found when it was opened: ``{key, kind, on, proceeding, number, what}``.
    Results of the days and the conclusion stand in the ledger.
    """

    TOLD: ClassVar = ("ground", "about", "proceeding", "contacts", "days")
    procuratorate = models.CharField(max_length=32, db_index=True)
    ground = models.TextField(_("事由和依据"))
    about = models.CharField(_("人员"), max_length=32, blank=True)
    proceeding = models.UUIDField(_("案件"), null=True)
    contacts = models.JSONField(default=list)
    days = models.JSONField(default=list)
    opened_by = models.CharField(max_length=32)
    opened_at = models.DateTimeField()

    class Meta(Added.Meta):
        verbose_name = _("倒查")
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return str(self.ground)[:40]
