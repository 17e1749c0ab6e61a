"""Procuratorates, departments, persons, posts, delegations and leave, with their days."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xiezhi.organs.roles import Category, DelegationKind, Function, LeaveReason, Level, Role

DATES_IN_ORDER = Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))


class Procuratorate(models.Model):
    """A people's procuratorate; `code` names its chain in the ledger."""

    code = models.CharField(_("代码"), max_length=32, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=20)
    level = models.CharField(_("级别"), max_length=16, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates"
    )

    class Meta:
        verbose_name = _("人民检察院")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department of a procuratorate and the function it serves."""

    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="departments")
    code = models.CharField(_("代码"), max_length=32)
    name = models.CharField(_("名称"), max_length=50)
    function = models.CharField(_("职能"), max_length=24, choices=Function.choices)
    from_on = models.DateField(_("设立日"))
    until_on = models.DateField(_("撤销日"), null=True, blank=True)

    class Meta:
        verbose_name = _("内设机构")
        ordering: ClassVar = ["procuratorate", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procuratorate", "code"], name="department_code"),
            models.CheckConstraint(condition=DATES_IN_ORDER, name="department_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds persons by code; there is no superuser to create."""

    def create_user(self, code: str, password: str | None = None, **fields: object) -> "Person":
        """Create a person; without a password nobody can sign in as them."""
        person = self.model(code=code, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A member of staff. What they may do follows from posts held on a day, never from a flag."""

    code = models.CharField(_("工号"), max_length=32, unique=True)
    name = models.CharField(_("姓名"), max_length=50)
    category = models.CharField(_("人员类别"), max_length=16, choices=Category.choices)
    specialisations = models.JSONField(_("专业方向"), default=list, blank=True)
    is_active = models.BooleanField(_("在职"), default=True)

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar = ["name", "category"]
    objects: ClassVar = PersonManager()

    class Meta:
        verbose_name = _("检察人员")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role held in a procuratorate from a day until (not including) another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="posts")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    role = models.CharField(_("职务"), max_length=24, choices=Role.choices)
    from_on = models.DateField(_("任职日"))
    until_on = models.DateField(_("免职日"), null=True, blank=True)
    review_authorised = models.BooleanField(_("经授权审核案件"), default=False)

    class Meta:
        verbose_name = _("任职")
        ordering: ClassVar = ["procuratorate", "role", "from_on"]
        indexes: ClassVar = [models.Index(fields=["person", "from_on"], name="post_of_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=DATES_IN_ORDER, name="post_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(role=Role.DEPARTMENT_HEAD) | Q(department__isnull=False),
                name="head_has_department",
            ),
            models.UniqueConstraint(
                fields=["procuratorate"],
                condition=Q(role=Role.CHIEF, until_on__isnull=True),
                name="one_chief_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["person", "procuratorate", "department", "role"],
                condition=Q(until_on__isnull=True),
                name="post_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()}"


class Delegation(models.Model):
    """Power given by one person to another for some days; `matters` lists ids, or `*` for all."""

    giver = models.ForeignKey(Person, models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="delegations_received")
    kind = models.CharField(_("委托种类"), max_length=16, choices=DelegationKind.choices)
    matters = models.JSONField(_("委托事项"), default=list)
    from_on = models.DateField(_("起始日"))
    until_on = models.DateField(_("终止日"))

    class Meta:
        verbose_name = _("职权委托")
        ordering: ClassVar = ["from_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="delegation_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="delegation_to_another_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"


class Leave(models.Model):
    """Days on which a person is away and receives no new cases."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    from_on = models.DateField(_("起始日"))
    until_on = models.DateField(_("返岗日"))
    reason_kind = models.CharField(_("事由"), max_length=16, choices=LeaveReason.choices)

    class Meta:
        verbose_name = _("离岗")
        ordering: ClassVar = ["from_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="leave_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.from_on}–{self.until_on}"
