"""Joint meetings of prosecutors 检察官联席会议 and their signatures."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .said import Said


class JointMeeting(Said):
    """A meeting: each person's opinion (`{person code: move}`) and the computed majority."""

    question = models.TextField(_("讨论的问题"), blank=True)
    opinions = models.JSONField(_("各人意见"))
    majority = models.CharField(_("多数意见"), max_length=120, blank=True)
    record = models.TextField(_("记录"))

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="meeting_once_an_act"),
            models.CheckConstraint(condition=~models.Q(record=""), name="meeting_has_a_record"),
        )


class MeetingSignature(Said):
    """An attendee's signature under the record, or the recorded refusal to sign."""

    meeting = models.ForeignKey(JointMeeting, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    refused = models.TextField(_("拒绝签名的理由"), blank=True)

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="signature_once_an_act"),
            models.UniqueConstraint(fields=("meeting", "person"), name="signed_once"),
        )
