"""Files of the agencies taken in; the rows themselves stay in the screening store."""

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
