"""Tables of the clue repository: imports, model runs, clues, verification.

The agencies' rows themselves stay in the screening store.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One file taken in: its digest, what became of every line, and whether undone."""

    id = models.CharField(primary_key=True, max_length=64)
    procuratorate = models.CharField(max_length=32)
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    report = models.JSONField()
    imported_by = models.CharField(max_length=32)
    imported_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("-imported_at",)

    def __str__(self) -> str:
        return str(self.file_name)


class Intake(models.Model):
    """One file on its way in from the site: checked by the worker, looked at, then stored.

    ``choices`` holds the table and the columns confirmed for each sheet; ``quarantine`` the first
    rows that would be kept out, with numbers masked.
    """

    class Phase(models.TextChoices):
        CHECK = "check", _("核对")
        STORE = "store", _("入库")

    class State(models.TextChoices):
        QUEUED = "queued", _("排队")
        RUNNING = "running", _("进行中")
        DONE = "done", _("完成")
        FAILED = "failed", _("失败")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32, db_index=True)
    asked_by = models.CharField(max_length=32)
    draft = models.CharField(max_length=32)
    file_name = models.CharField(max_length=255)
    choices = models.JSONField()
    data_on = models.DateField()
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.CHECK)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    lines_read = models.PositiveBigIntegerField(default=0)
    lines = models.PositiveBigIntegerField(null=True)
    report = models.JSONField(null=True)
    quarantine = models.JSONField(default=list)
    batch = models.CharField(max_length=64, blank=True)
    message = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return str(self.file_name)


class ModelRun(models.Model):
    """One run of one model as of one day: by whom, why, over how many rows, with what result.

    ``record`` holds what a later reader needs to repeat it: engine, digest of the model's files,
    snapshot of the tables, rows by table, seconds, what was screened anew, digest of the hits.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("排队")
        RUNNING = "running", _("运行中")
        DONE = "done", _("完成")
        HELD = "held", _("待查看")
        BLOCKED = "blocked", _("受阻")
        FAILED = "failed", _("失败")
        CANCELLED = "cancelled", _("已取消")
        DISCARDED = "discarded", _("看后不发布")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32)
    model = models.CharField(max_length=120, db_index=True)
    model_version = models.CharField(max_length=32)
    as_of = models.DateField()
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    started_by = models.CharField(max_length=32)
    reason = models.CharField(max_length=255, blank=True)
    asked = models.UUIDField(null=True, db_index=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    parameters = models.JSONField(default=dict)
    record = models.JSONField(default=dict)
    percent = models.PositiveSmallIntegerField(null=True)
    cancelled_by = models.CharField(max_length=32, blank=True)
    rows_read = models.PositiveBigIntegerField(null=True)
    hits = models.PositiveIntegerField(null=True)
    new_clues = models.PositiveIntegerField(null=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ("-queued_at",)

    def __str__(self) -> str:
        return str(self.model)


class Clue(models.Model):
    """A difference between sources that a person must look at; never a conclusion.

    ``subject`` holds the key columns with the values as the source has them, ``rows`` the evidence
    rows by table. ``digest`` names model and subject: a difference found twice is one clue.
    """

    class State(models.TextChoices):
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
    source = models.CharField(max_length=16, default="model")
    model = models.CharField(max_length=120, db_index=True)
    model_version = models.CharField(max_length=32)
    title = models.CharField(max_length=255)
    subject = models.JSONField()
    digest = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    rows = models.JSONField()
    as_of = models.DateField()
    run = models.ForeignKey(ModelRun, on_delete=models.PROTECT, related_name="clues")
    state = models.CharField(max_length=16, choices=State, default=State.OPEN, db_index=True)
    restricted = models.BooleanField(default=False)
    assigned_to = models.CharField(max_length=32, blank=True)
    reason_code = models.CharField(max_length=16, blank=True)
    reason = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    proceeding = models.UUIDField(null=True)
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


class Verification(models.Model):
    """The result of one way of checking a clue, which never touches liberty or property."""

    class Result(models.TextChoices):
        CONFIRMS = "confirms", _("印证")
        REFUTES = "refutes", _("不印证")
        UNCLEAR = "unclear", _("不能确定")

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="verifications")
    step = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=255)
    result = models.CharField(max_length=16, choices=Result)
    text = models.TextField()
    verified_by = models.CharField(max_length=32)
    verified_at = models.DateTimeField()

    class Meta:
        ordering = ("step", "verified_at")

    def __str__(self) -> str:
        return str(self.label)


class Transfer(models.Model):
    """A clue sent to another procuratorate or body: why, and who signed for it.

    ``unit`` is empty when the receiver is no procuratorate of this site; ``received_as`` is the
    clue under which a procuratorate took it over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clue = models.OneToOneField(Clue, on_delete=models.PROTECT, related_name="transfer")
    unit = models.CharField(max_length=32, blank=True, db_index=True)
    receiver = models.CharField(max_length=128)
    reason = models.TextField()
    sent_by = models.CharField(max_length=32)
    sent_at = models.DateTimeField()
    receipt = models.TextField(blank=True)
    received_by = models.CharField(max_length=32, blank=True)
    received_at = models.DateTimeField(null=True)
    received_as = models.ForeignKey(
        Clue, null=True, on_delete=models.PROTECT, related_name="taken_over_from"
    )

    class Meta:
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return str(self.receiver)
