"""Decisions, the committee's sessions, and objections to a decision."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .said import Said


class CommitteeSession(Said):
    """检察委员会会议: roster, attendance and each member's vote (`{person code: move}`)."""

    roster = models.JSONField(_("组成人员"))
    present = models.JSONField(_("出席"))
    votes = models.JSONField(_("表决"))
    resolved = models.CharField(_("决定"), max_length=120)

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="session_once_an_act"),
        )


class Decision(Said):
    """决定: one decider: a person, a committee session, or the superior procuratorate."""

    do = models.CharField(max_length=120)
    subject = models.CharField(max_length=64, blank=True)
    reasons = models.TextField(blank=True)
    fields = models.JSONField(default=dict)
    level = models.CharField(_("决定层级"), max_length=16)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", null=True, related_name="+"
    )
    session = models.OneToOneField(
        CommitteeSession, models.CASCADE, null=True, related_name="decision"
    )
    superior = models.CharField(_("作出变更的上级人民检察院"), max_length=100, blank=True)
    by_delegation = models.BooleanField(_("受委托"), default=False)
    rule = models.CharField(_("权限规则"), max_length=160)
    supersedes = models.ForeignKey("self", models.CASCADE, null=True, related_name="superseded_by")

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="decision_once_an_act"),
            models.CheckConstraint(
                condition=models.Q(decider__isnull=False, session__isnull=True, superior="")
                | models.Q(decider__isnull=True, session__isnull=False, superior="")
                | (models.Q(decider__isnull=True, session__isnull=True) & ~models.Q(superior="")),
                name="decision_has_one_decider",
            ),
        )


class Objection(Said):
    """异议: the handler's written objection to the chief's decision (意见第28条)."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="objections")
    reasons = models.TextField()

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="objection_once_an_act"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="objection_has_reasons"),
        )


class ObjectionReply(Said):
    """对异议的答复: change, maintain, or order immediate execution."""

    class Reply(models.TextChoices):
        CHANGE = "change", _("改变决定")
        MAINTAIN = "maintain", _("维持决定")
        EXECUTE_NOW = "execute_now", _("要求立即执行")

    objection = models.OneToOneField(Objection, models.CASCADE, related_name="reply")
    reply = models.CharField(max_length=12, choices=Reply)
    reasons = models.TextField(blank=True)

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="reply_once_an_act"),
        )
