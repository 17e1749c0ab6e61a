"""Opinions and what was asked of them. A review stands beside an opinion, never in its place."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .said import Said


class Opinion(Said):
    """承办意见: the handler's opinion that move `do` be decided; a later one stands behind it."""

    do = models.CharField(max_length=120)
    subject = models.CharField(max_length=64, blank=True)
    reasons = models.TextField(_("理由"))
    fields = models.JSONField(default=dict)

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="opinion_once_an_act"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="opinion_has_reasons"),
        )


class MemberOpinion(Said):
    """办案组其他检察官意见: what a member of the team said before the lead decided."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    opinion = models.TextField(_("意见"))

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="member_once_an_act"),
        )


class Review(Said):
    """部门负责人审核: it has no field for a move, because it cannot replace the opinion."""

    class Result(models.TextChoices):
        AGREE = "agree", _("同意")
        RE_REVIEW = "re_review", _("要求重新审查")
        SUPPLEMENT = "supplement", _("要求补充材料")
        DISAGREE = "disagree", _("不同意")

    result = models.CharField(max_length=12, choices=Result)
    remark = models.TextField(_("审核意见"), blank=True)

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="review_once_an_act"),
        )


class Submission(Said):
    """报送: both texts go to the chief, the committee or the superior procuratorate."""

    class To(models.TextChoices):
        CHIEF = "chief", _("报检察长")
        COMMITTEE = "committee", _("提请检察委员会")
        SUPERIOR = "superior", _("报上级人民检察院")

    to = models.CharField(max_length=12, choices=To)

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="submission_once_an_act"),
        )


class Instruction(Said):
    """检察长审核: what the chief asked for, short of deciding."""

    class What(models.TextChoices):
        RE_REVIEW = "re_review", _("要求重新审查")
        TO_COMMITTEE = "to_committee", _("提请检察委员会讨论决定")
        REPORT = "report", _("要求报告有关情况")
        EXPLAIN = "explain", _("要求作出说明")

    what = models.CharField(max_length=16, choices=What)
    reason = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    trigger = models.CharField(max_length=64, blank=True)

    class Meta(Said.Meta):
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="instruction_once_an_act"),
        )
