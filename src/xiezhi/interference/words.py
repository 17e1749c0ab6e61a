"""What verification and reverse checks may conclude, and what follows from a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """Conclusion of a verification: the duty of the person, a violation, or not true."""

    NORMAL = "normal", _("属于正常履行职责或者一般了解")
    VIOLATION = "violation", _("违规过问、干预、插手或者不当接触交往")
    UNTRUE = "untrue", _("记录的情况不属实")


class FollowUp(models.TextChoices):
    """What follows a verification; handing over is an act of its own."""

    NOTHING = "nothing", _("存档备查")
    ASK = "ask", _("请记录人补充说明")
    EXPLAIN = "explain", _("报检察长要求有关人员说明")
    HAND_OVER = "hand_over", _("移交通报、追究")


class DayResult(models.TextChoices):
    """What inspection found of one day of a reverse check."""

    MISSED = "missed", _("应当记录而没有记录")
    OTHERWISE = "otherwise", _("已经以其他方式记录报告")
    NOTHING = "nothing", _("经查没有应当记录的情况")


class WarningResult(models.TextChoices):
    """What a person decided on a warning about counsel."""

    APPLIES = "applies", _("确系受限制的人，已告知另行委托")
    NOT_SAME = "not_same", _("不是同一人")
    EXEMPT = "exempt", _("系当事人的监护人或者近亲属")
    OTHER = "other", _("不受限制，理由另写")
