"""What is done with a clue: verified, sent to another body, handed to another function."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiezhi.clues.models.clues import Clue


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
    measure = models.CharField(max_length=32, default="read_held")
    together_with = models.CharField(max_length=32, blank=True)
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
    letter = models.CharField(max_length=64, blank=True)
    feedback_due_on = models.DateField(null=True)
    feedback = models.TextField(blank=True)
    feedback_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return str(self.receiver)


class Handover(models.Model):
    """A clue that one function of a unit gives to another: signed for, or sent back with reasons.

    ``from_line`` and ``to_line`` are business lines; while ``answer`` is empty nothing else may
    be done to the clue.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("已签收")
        RETURNED = "returned", _("已退回")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="handovers")
    from_line = models.CharField(max_length=16)
    to_line = models.CharField(max_length=16)
    reason = models.TextField()
    sent_by = models.CharField(max_length=32)
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=16, choices=Answer, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_by = models.CharField(max_length=32, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return f"{self.from_line} → {self.to_line}"
