"""The real-world matter and the people in it."""

import uuid

from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from xiezhi.casework.identity import check_credit_code, check_identity_number


class Case(models.Model):
    """案: one real-world matter; every proceeding in it shares its parties and evidence."""

    class Source(models.TextChoices):
        TRANSFERRED = "transferred", _("移送")
        APPLICATION = "application", _("申请")
        FOUND = "found", _("自行发现")
        ASSIGNED = "assigned", _("交办")
        CLUE = "clue", _("线索")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("案号"), max_length=64, unique=True)
    title = models.CharField(_("案名"), max_length=200)
    cause = models.CharField(_("案由"), max_length=100)
    procuratorate = models.ForeignKey(
        "organs.Procuratorate",
        models.PROTECT,
        to_field="code",
        related_name="+",
        verbose_name=_("受理检察院"),
    )
    source = models.CharField(_("来源"), max_length=16, choices=Source)
    registered_at = models.DateTimeField(_("登记时间"))
    facts = models.JSONField(_("案件事实"), default=dict, blank=True)

    class Meta:
        ordering = ("-registered_at",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(number=""), name="case_has_a_number"),
            models.CheckConstraint(condition=~models.Q(title=""), name="case_has_a_title"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Party(models.Model):
    """当事人: a natural person or a unit in one case; `code` names it in the acts."""

    class Kind(models.TextChoices):
        PERSON = "person", _("自然人")
        UNIT = "unit", _("单位")

    class Role(models.TextChoices):
        SUSPECT = "suspect", _("犯罪嫌疑人")
        DEFENDANT = "defendant", _("被告人")
        OFFENDER = "offender", _("罪犯")
        VICTIM = "victim", _("被害人")
        APPLICANT = "applicant", _("申请人")
        RESPONDENT = "respondent", _("其他当事人")
        SUPERVISED = "supervised", _("被监督单位")

    class Sex(models.TextChoices):
        MALE = "male", _("男")
        FEMALE = "female", _("女")

    class Custody(models.TextChoices):
        NONE = "none", _("未采取强制措施")
        IN_CUSTODY = "in_custody", _("在押")
        BAIL = "bail", _("取保候审")
        RESIDENTIAL = "residential_surveillance", _("监视居住")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    code = models.CharField(_("代号"), max_length=16)
    kind = models.CharField(_("类别"), max_length=8, choices=Kind, default=Kind.PERSON)
    role = models.CharField(_("诉讼地位"), max_length=16, choices=Role)
    name = models.CharField(_("姓名或者名称"), max_length=100)
    identity_number = models.CharField(
        _("公民身份号码或者统一社会信用代码"), max_length=18, blank=True
    )
    sex = models.CharField(_("性别"), max_length=8, choices=Sex, blank=True)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    phone = models.CharField(_("电话"), max_length=32, blank=True)
    custody = models.CharField(_("强制措施"), max_length=24, choices=Custody, default=Custody.NONE)
    custody_place = models.CharField(_("羁押场所"), max_length=100, blank=True)
    custody_from = models.DateField(_("羁押起日"), null=True, blank=True)
    custody_until = models.DateField(_("强制措施届满日"), null=True, blank=True)
    counsel = models.CharField(_("辩护人或者代理人"), max_length=200, blank=True)
    plea_leniency = models.BooleanField(_("认罪认罚"), null=True, blank=True)

    class Meta:
        ordering = ("case", Length("code"), "code")
        constraints = (
            models.UniqueConstraint(fields=("case", "code"), name="party_code_once_a_case"),
            models.UniqueConstraint(
                fields=("case", "identity_number", "role"),
                condition=~models.Q(identity_number=""),
                name="party_identity_once_a_case",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind="person") | models.Q(custody="none"),
                name="party_unit_is_not_in_custody",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check the identity number or the credit code.

        Raises:
            ValidationError: keyed by field, in Chinese, with the value and the cure.
        """
        super().clean()
        if self.identity_number:
            check = check_credit_code if self.kind == "unit" else check_identity_number
            self.identity_number = check(self.identity_number, of=self.name)
