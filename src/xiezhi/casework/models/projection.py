"""Tables that pages read: rewritten from the acts, never the source of anything."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Clock(models.Model):
    """期限: one running, suspended or finished clock of a proceeding."""

    class Status(models.TextChoices):
        RUNNING = "running", _("在走")
        SUSPENDED = "suspended", _("暂停")
        DONE = "done", _("已完成")

    proceeding = models.ForeignKey("casework.Proceeding", models.CASCADE, related_name="clocks")
    no = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=200)
    period_id = models.CharField(max_length=120)
    label = models.CharField(_("期限"), max_length=200)
    subject = models.CharField(_("当事人代号"), max_length=64, blank=True)
    start_on = models.DateField(_("起算日"), null=True)
    due_on = models.DateField(_("届满日"), null=True)
    due_at = models.DateTimeField(_("届满时刻"), null=True)
    latest_on = models.DateField(_("至迟"), null=True)
    provisional = models.BooleanField(_("暂定"), default=False)
    status = models.CharField(max_length=12, choices=Status)
    citation = models.CharField(_("依据"), max_length=120, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("proceeding", "no"), name="clock_no_once"),)
        indexes = (models.Index(fields=("status", "due_on")),)

    def __str__(self) -> str:
        return f"{self.key} {self.due_on}"


class Awaiting(models.Model):
    """等谁: the step a proceeding waits for, and the person, role or department it waits on."""

    proceeding = models.ForeignKey("casework.Proceeding", models.CASCADE, related_name="awaiting")
    step = models.CharField(max_length=64)
    label = models.CharField(max_length=200)
    role = models.CharField(max_length=32, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", null=True, related_name="+"
    )
    department_code = models.CharField(max_length=64, blank=True)
    matter = models.CharField(max_length=200, blank=True)
    since_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person",)), models.Index(fields=("role",)))

    def __str__(self) -> str:
        return self.label


class HandlingMember(models.Model):
    """办案组织: who works on the proceeding now, and as what."""

    proceeding = models.ForeignKey("casework.Proceeding", models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    role = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("proceeding", "person", "role"), name="member_role_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Recusal(models.Model):
    """回避: this person is out of this proceeding's pool and may not see or act in it."""

    proceeding = models.ForeignKey("casework.Proceeding", models.CASCADE, related_name="recusals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    reason = models.TextField()
    recused_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "person"), name="recused_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="recusal_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.reason}"
