"""Persons who may not be counsel, and the warnings that a comparison proposes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiezhi.interference.models.added import Added


class LimitedPerson(Added):
    """从业限制名单: one who left, was dismissed, or is a prosecutor's near relative.

    ``left_on``: the day of leaving or dismissal; ``of_person``: the prosecutor whose relative it
    is. ``strikes`` names an earlier line that this one takes back.
    """

    class Who(models.TextChoices):
        FORMER = "former", _("离任检察官")
        DISMISSED = "dismissed", _("被开除的检察官")
        RELATIVE = "relative", _("检察官的配偶、父母、子女")

    TOLD: ClassVar = ("who", "name", "left_on", "of_person", "note", "strikes_id")
    procuratorate = models.CharField(max_length=32, db_index=True)
    who = models.CharField(_("类别"), max_length=16, choices=Who)
    name = models.CharField(_("姓名"), max_length=50)
    left_on = models.DateField(_("离任或者开除日期"), null=True)
    of_person = models.CharField(_("检察官"), max_length=32, blank=True)
    note = models.TextField(_("说明"), blank=True)
    strikes = models.OneToOneField("self", models.PROTECT, null=True, related_name="struck_by")
    listed_by = models.CharField(max_length=32)
    listed_at = models.DateTimeField()

    class Meta(Added.Meta):
        verbose_name = _("从业限制名单")
        ordering = ("name", "listed_at")

    def __str__(self) -> str:
        return str(self.name)


class CounselWarning(Added):
    """A name in the counsel of a party is one who may not be counsel here, perhaps: a person
    decides. ``limit`` is the rule's id, ``evidence`` what the office knows of the name."""

    TOLD: ClassVar = ("case", "number", "party", "counsel", "limit", "name", "evidence")
    procuratorate = models.CharField(max_length=32, db_index=True)
    case = models.UUIDField(db_index=True)
    number = models.CharField(max_length=64)
    party = models.CharField(_("当事人"), max_length=100)
    counsel = models.CharField(_("辩护人或者代理人"), max_length=200)
    limit = models.CharField(max_length=64)
    name = models.CharField(_("姓名"), max_length=50)
    evidence = models.TextField(_("材料"))
    proposed_at = models.DateTimeField()

    class Meta(Added.Meta):
        verbose_name = _("从业限制提示")
        ordering = ("-proposed_at",)

    def __str__(self) -> str:
        return f"{self.name} {self.limit}"
