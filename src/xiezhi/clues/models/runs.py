"""Runs of supervision models."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


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
