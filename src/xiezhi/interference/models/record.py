"""A record of an inquiry, of interference or of a contact, and its handing over."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiezhi.interference.models.added import Added


class Record(Added):
    """过问、干预、插手或者不当接触交往的记录: who said what to whom, when, about which case.

    ``who_code`` is the code of a person of the staff, empty for others; ``proceeding`` and
    ``number`` name a proceeding, both empty when there is none. What comes after — supplements,
    verification, handing over, every look — stands in the ledger under the record's id.
    """

    class Matter(models.TextChoices):
        CASE = "case", _("过问、干预办案")
        MAJOR = "major", _("过问、干预其他重大事项")
        CONTACT = "contact", _("接触交往")

    class Relation(models.TextChoices):
        LEADER = "leader", _("领导干部")
        STAFF = "staff", _("司法机关内部人员")
        PARTY = "party", _("当事人、律师、中介组织等")

    class Way(models.TextChoices):
        TALK = "talk", _("当面")
        CALL = "call", _("电话")
        MESSAGE = "message", _("微信、短信")
        PAPER = "paper", _("批示、便条、函件")
        OTHER = "other", _("其他")

    class Nature(models.TextChoices):
        ORDINARY = "ordinary", _("履行职责或者一般了解")
        IMPROPER = "improper", _("可能不当")
        UNSURE = "unsure", _("说不准")

    TOLD: ClassVar = ("department", "matter", "relation", "name", "unit_and_post", "who_code",
                      "happened_at", "way", "proceeding", "number", "said", "nature")  # fmt: skip
    procuratorate = models.CharField(max_length=32)
    department = models.CharField(max_length=32, blank=True)
    recorded_by = models.CharField(_("记录人"), max_length=32, db_index=True)
    recorded_at = models.DateTimeField(_("记录时间"))
    matter = models.CharField(_("事项"), max_length=16, choices=Matter)
    relation = models.CharField(_("身份"), max_length=16, choices=Relation)
    name = models.CharField(_("姓名"), max_length=50)
    unit_and_post = models.CharField(_("单位和职务"), max_length=200, blank=True)
    who_code = models.CharField(_("工号"), max_length=32, blank=True)
    happened_at = models.DateTimeField(_("发生时间"))
    way = models.CharField(_("方式"), max_length=16, choices=Way)
    proceeding = models.UUIDField(_("案件"), null=True, blank=True, db_index=True)
    number = models.CharField(_("件号"), max_length=64, blank=True)
    said = models.TextField(_("内容"))
    nature = models.CharField(_("记录人的看法"), max_length=16, choices=Nature)

    class Meta(Added.Meta):
        verbose_name = _("过问或者干预记录")
        ordering = ("-recorded_at",)
        indexes: ClassVar = [
            models.Index(fields=["procuratorate", "happened_at"], name="record_of_month")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.happened_at}"


class HandOver(Added):
    """移交: a verified record given to whoever gives notice, pursues, or verifies in turn.

    ``unit`` is the procuratorate that receives; empty for a body outside. Receipt and outcome
    stand in the ledger.
    """

    class Purpose(models.TextChoices):
        NOTICE = "notice", _("通报")
        PURSUE = "pursue", _("追究责任")
        VERIFY = "verify", _("由上一级核查")

    class Receiver(models.TextChoices):
        CHIEF = "chief", _("本院检察长")
        SUPERIOR = "superior", _("上一级人民检察院检务督察部门")
        DISCIPLINE = "discipline", _("纪检监察机构")
        UNIT = "unit", _("行为人所在单位")

    TOLD: ClassVar = ("record_id", "purpose", "receiver", "unit", "content")
    record = models.ForeignKey(Record, models.PROTECT, related_name="hand_overs")
    purpose = models.CharField(_("种类"), max_length=16, choices=Purpose)
    receiver = models.CharField(_("接收"), max_length=16, choices=Receiver)
    unit = models.CharField(max_length=32, blank=True, db_index=True)
    content = models.TextField(_("移交的内容"))
    handed_by = models.CharField(max_length=32)
    handed_at = models.DateTimeField()

    class Meta(Added.Meta):
        verbose_name = _("移交")
        ordering = ("handed_at",)

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.handed_at}"
