"""Tables of process monitoring: alerts before a clock ends, findings after."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Alert(models.Model):
    """期限届满提示: told once for each clock, due date and number of days before."""

    procuratorate = models.CharField(max_length=32, db_index=True)
    proceeding = models.UUIDField(db_index=True)
    number = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    rule = models.CharField(max_length=64)
    clock = models.CharField(max_length=200)
    label = models.CharField(max_length=200)
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    days_before = models.PositiveSmallIntegerField()
    raised_on = models.DateField()

    class Meta:
        ordering = ("due_on", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("proceeding", "clock", "due_on", "days_before"), name="alert_told_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.label} {self.due_on}"


class Receipt(models.Model):
    """Whom an alert or a finding was told."""

    alert = models.ForeignKey(Alert, models.CASCADE, null=True, related_name="receipts")
    finding = models.ForeignKey(
        "management.Finding", models.CASCADE, null=True, related_name="receipts"
    )
    person = models.CharField(max_length=32, db_index=True)
    role = models.CharField(max_length=32)
    seen_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class Finding(models.Model):
    """监控发现: a breach of a period to be answered; closed only on facts or reasons.

    `breached` is the article the clock is counted by; `facts` say what a rule of conduct found,
    and are empty where a clock ran out. A reminder (口头提示), a notice, a report to
    the superior and a transfer to inspection each leave their day.
    """

    class Severity(models.TextChoices):
        ORAL = "oral", _("口头提示")
        NOTICE = "notice", _("发送流程监控通知书")
        SERIOUS = "serious", _("发送通知书并报告检察长")

    class State(models.TextChoices):
        OPEN = "open", _("待处理")
        NOTICED = "noticed", _("已通知，待回复")
        ANSWERED = "answered", _("已回复，待审核")
        CLOSED = "closed", _("已了结")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32, db_index=True)
    proceeding = models.UUIDField(db_index=True)
    department_id = models.PositiveBigIntegerField()
    number = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    rule = models.CharField(max_length=64)
    clock = models.CharField(max_length=200)
    label = models.CharField(max_length=200)
    breached = models.CharField(max_length=200, blank=True)
    facts = models.TextField(blank=True)
    due_on = models.DateField()
    severity = models.CharField(max_length=16, choices=Severity)
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    asks = models.JSONField(default=list)
    found_on = models.DateField()
    reminder = models.TextField(blank=True)
    reminded_on = models.DateField(null=True)
    notice_number = models.CharField(max_length=64, blank=True)
    notice = models.BinaryField(null=True)
    noticed_on = models.DateField(null=True)
    reply_due_on = models.DateField(null=True)
    reply = models.TextField(blank=True)
    replied_by = models.CharField(max_length=32, blank=True)
    replied_on = models.DateField(null=True)
    reported_to = models.CharField(max_length=32, blank=True)
    reported_on = models.DateField(null=True)
    transferred_on = models.DateField(null=True)
    transferred_because = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-found_on", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("proceeding", "clock", "due_on"), name="one_finding_for_one_breach"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | ~models.Q(closed_because=""),
                name="finding_closes_with_its_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.label}"


class Watched(models.Model):
    """How far the conduct of a proceeding was looked at, and when time alone may change it."""

    proceeding = models.UUIDField(primary_key=True)
    seq = models.PositiveBigIntegerField()
    again_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.proceeding)
