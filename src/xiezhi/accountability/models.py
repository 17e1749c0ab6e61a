"""Tables of accountability: projections of what the ledger says, rebuilt from it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def room_of(model: type[models.Model], name: str) -> int:
    """Return how many characters the column of a table holds. Raises TypeError for other kinds."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.CharField) or field.max_length is None:
        raise TypeError(name)
    return field.max_length


class LiabilityCase(models.Model):
    """One matter of liability: the case whose handling is examined, and how far that is."""

    class Stage(models.TextChoices):
        RECEIVED = "received", _("待分析案件")
        NO_FAULT = "no_fault", _("检察环节没有过错")
        FAULT = "fault", _("检察环节确有过错，待对人员启动调查")
        INQUIRY = "inquiry", _("调查认定")
        DETERMINED = "determined", _("已认定，待批准或者处理")
        DISCIPLINE = "discipline", _("检察官惩戒委员会审议")
        HANDLED = "handled", _("已作出处理决定")
        CLOSED = "closed", _("已办结")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=64, unique=True)
    procuratorate = models.CharField(max_length=32, db_index=True)
    proceeding = models.UUIDField(null=True, db_index=True)
    title = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.RECEIVED)
    last_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("-opened_at",)
        # two first clues at once open one matter: the second joins it
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "proceeding"),
                condition=Q(proceeding__isnull=False) & ~Q(stage="closed"),
                name="one_open_matter",
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


class Named(models.Model):
    """Who besides inspection and the chief has to do with a case, and as what."""

    class As(models.TextChoices):
        CONCERNED = "concerned", _("当事人员")
        REVIEWER = "reviewer", _("复核、申诉的审查人")
        OFFICE = "office", _("惩戒委员会所在的人民检察院")

    case = models.ForeignKey(LiabilityCase, models.CASCADE, related_name="named")
    standing = models.CharField(max_length=16, choices=As)
    code = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "standing", "code"), name="named_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.standing}"


class DisciplineCommittee(models.Model):
    """A prosecutors' discipline committee; at the Supreme and provincial levels only (意见 35).

    ``members`` are ``{name, prosecutor}``; prosecutors are at least half of them.
    """

    procuratorate = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    members = models.JSONField(default=list)
    established_by = models.CharField(max_length=32)
    established_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.name)
