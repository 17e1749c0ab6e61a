"""The clues, and what else is known of each from other sources."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiezhi.clues.models.runs import ModelRun


class Clue(models.Model):
    """A difference between sources that a person must look at; never a conclusion.

    ``subject`` holds the key columns with the values as the source has them, ``rows`` the evidence
    rows by table. ``digest`` names model and subject: a difference found twice is one clue.
    A clue that a person registered has no model and no run; what was reported stands in its
    reports, and ``breach`` names the article. ``subject_number`` is the identity number or credit
    code by which sources meet; ``outcome`` follows from the acts of the proceeding.
    """

    class Source(models.TextChoices):
        MODEL = "model", _("监督模型")
        CASE = "case", _("办案中发现")
        PETITION = "petition", _("控告、申诉、举报")
        TRANSFER = "transfer", _("其他检察院移送")
        SUPERIOR = "superior", _("上级交办")
        AGENCY = "agency", _("其他机关移送")

    class Outcome(models.TextChoices):
        REPLY_ACCEPTED = "reply_accepted", _("回复已采信")
        CORRECTED = "corrected", _("已纠正")
        DISMISSED = "dismissed", _("违法情形不成立")

    class State(models.TextChoices):
        RECEIVED = "received", _("待初核")
        OPEN = "open", _("待核实")
        VERIFYING = "verifying", _("核实中")
        ESTABLISHED = "established", _("核实成立")
        REJECTED = "rejected", _("不成案")
        MERGED = "merged", _("已并入")
        TRANSFERRED = "transferred", _("已移送")
        FILED = "filed", _("已立为监督事项")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=64, unique=True)
    procuratorate = models.CharField(max_length=32, db_index=True)
    source = models.CharField(max_length=16, choices=Source, default=Source.MODEL)
    line = models.CharField(max_length=16, blank=True)
    model = models.CharField(max_length=120, blank=True, db_index=True)
    model_version = models.CharField(max_length=32, blank=True)
    title = models.CharField(max_length=255)
    subject = models.JSONField()
    subject_number = models.CharField(max_length=32, blank=True, db_index=True)
    breach = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    rows = models.JSONField()
    as_of = models.DateField()
    run = models.ForeignKey(ModelRun, null=True, on_delete=models.PROTECT, related_name="clues")
    state = models.CharField(max_length=16, choices=State, default=State.OPEN, db_index=True)
    restricted = models.BooleanField(default=False)
    restricted_class = models.CharField(max_length=32, blank=True)
    assigned_to = models.CharField(max_length=32, blank=True)
    reason_code = models.CharField(max_length=16, blank=True)
    reason = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    split_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="split_off"
    )
    proceeding = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    outcome_on = models.DateField(null=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-found_at", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "model", "digest"), name="one_clue_per_subject"
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


class Report(models.Model):
    """One source of a clue besides its own rows: what was told, by whom, on what paper.

    For a model that found the subject of a registered clue, ``rows`` and ``values`` are the hit's
    and ``digest`` names it, so that its next run finds it again. ``reference`` is the number of
    the paper it came with, ``sender`` the body that sent it, ``reported_by`` who registered it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=16, choices=Clue.Source)
    name = models.CharField(max_length=128, blank=True)
    matter = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    reference = models.CharField(max_length=128, blank=True)
    sender = models.CharField(max_length=128, blank=True)
    proceeding = models.UUIDField(null=True)
    model = models.CharField(max_length=120, blank=True)
    model_version = models.CharField(max_length=32, blank=True)
    run = models.ForeignKey(ModelRun, null=True, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64, blank=True)
    values = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    received_on = models.DateField()
    reported_by = models.CharField(max_length=32, blank=True, db_index=True)
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ("reported_at", "pk")

    def __str__(self) -> str:
        return str(self.matter)
