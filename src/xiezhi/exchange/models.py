"""Messages that other agencies send in."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """来件: received once for each agency and key; its body never changes, its state ends once.

    `digest` is the SHA-256 of the bytes as sent. `problems` are rows of place, value, problem
    and cure. `proceeding` is what it was taken into.
    """

    class Kind(models.TextChoices):
        ARREST_REQUEST = "arrest_request", _("提请批准逮捕")
        PROSECUTION_TRANSFER = "prosecution_transfer", _("移送起诉")
        EXECUTION_RECEIPT = "execution_receipt", _("执行回执")
        REPLY = "reply", _("回复")

    class State(models.TextChoices):
        RECEIVED = "received", _("待受理")
        ACCEPTED = "accepted", _("已受理")
        REFUSED = "refused", _("已退回")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.CharField(_("发送机关"), max_length=64)
    agency_name = models.CharField(_("发送机关"), max_length=100)
    procuratorate = models.CharField(_("收件检察院"), max_length=32, db_index=True)
    kind = models.CharField(_("种类"), max_length=32, choices=Kind)
    schema_version = models.CharField(max_length=8)
    key = models.CharField(_("发送机关的编号"), max_length=100)
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("收到时间"))
    body = models.JSONField(_("内容"))
    state = models.CharField(_("状态"), max_length=16, choices=State, default=State.RECEIVED)
    problems = models.JSONField(_("问题"), default=list)
    proceeding = models.UUIDField(null=True)
    proceeding_number = models.CharField(max_length=64, blank=True)
    settled_by = models.CharField(max_length=32, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-received_at", "key")
        constraints = (
            models.UniqueConstraint(fields=("agency", "key"), name="message_once_an_agency"),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(problems=[]),
                name="message_refused_with_its_problems",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_name} {self.key}"
