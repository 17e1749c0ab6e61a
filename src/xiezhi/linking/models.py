"""Tables of linking: when records were linked, and what persons decided of two records."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LinkRun(models.Model):
    """One linking of a unit's tables: by whom, why, with which weights, and what came of it.

    ``record`` holds per subject (person, firm) the counts, the digest of weights and thresholds,
    the snapshot read, and why all was linked again or nothing.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("排队")
        RUNNING = "running", _("进行中")
        DONE = "done", _("完成")
        FAILED = "failed", _("失败")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32, db_index=True)
    asked_by = models.CharField(max_length=32)
    reason = models.CharField(max_length=255)
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    record = models.JSONField(default=dict)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ("-queued_at",)

    def __str__(self) -> str:
        return str(self.reason)


class PairDecision(models.Model):
    """What a person found of two records; it binds every later linking until it is withdrawn.

    ``left`` and ``right`` name the records by what they say, so that the same data imported again
    are the same records; ``told`` is what the person was shown.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("是同一人")
        DIFFERENT = "different", _("不是同一人")
        UNSURE = "unsure", _("暂不能定")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32, db_index=True)
    subject = models.CharField(max_length=8)
    left = models.CharField(max_length=32)
    right = models.CharField(max_length=32)
    verdict = models.CharField(max_length=16, choices=Verdict)
    reason = models.TextField()
    told = models.JSONField(default=dict)
    decided_by = models.CharField(max_length=32)
    decided_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-decided_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "subject", "left", "right"),
                condition=Q(withdrawn_at__isnull=True),
                name="one_decision_a_pair",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_verdict_display())
