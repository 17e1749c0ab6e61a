"""Who may see models, write, test, review and adopt them: the one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from xiezhi.law.refusals import FORBIDDEN, refuse
from xiezhi.modelling.models import Application, BackTest, Draft
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

READERS = frozenset(
    {Role.ANALYST, Role.CHIEF, Role.DEPUTY_CHIEF, Role.DEPARTMENT_HEAD, Role.PROSECUTOR,
     Role.RESIDENT_PROSECUTOR, Role.CASE_MANAGEMENT}
)  # fmt: skip
WRITERS = (Role.ANALYST, Role.PROSECUTOR, Role.RESIDENT_PROSECUTOR, Role.DEPARTMENT_HEAD)
TESTERS = (Role.ANALYST,)
REVIEWERS = (Role.CHIEF, Role.DEPUTY_CHIEF, Role.FULL_TIME_MEMBER, Role.COMMITTEE_MEMBER,
             Role.DEPARTMENT_HEAD, Role.PROSECUTOR, Role.RESIDENT_PROSECUTOR,
             Role.ANALYST)  # fmt: skip
DECIDERS = (Role.CHIEF, Role.DEPUTY_CHIEF)
CONSOLE = "console"  # the capacity in which nobody in particular acts at the console


@dataclass(frozen=True, slots=True)
class By:
    """Who acts: code, capacity, and the unit for which the act counts."""

    code: str
    capacity: str
    procuratorate: str


def as_reader(person: Person) -> By:
    """Return the person as a reader of models. Raises Refused (403)."""
    return _acting(
        person, READERS, "监督模型不对你开放", "检察官、部门负责人、检察长和数据分析人员可以查看"
    )


def as_writer(person: Person) -> By:
    """Return the person as a writer of models. Raises Refused (403)."""
    return _acting(person, WRITERS, "模型不由你起草", "由检察官、部门负责人和数据分析人员起草")


def as_tester(person: Person) -> By:
    """Return the person as whoever tests, installs, sets local values. Raises Refused (403)."""
    return _acting(
        person,
        TESTERS,
        "模型的试用、回测、安装和本地参数不由你办",
        "由本院法律监督数据分析人员办理",
    )


def as_reviewer(person: Person) -> By:
    """Return the person as a reviewer. Raises Refused (403)."""
    return _acting(
        person, REVIEWERS, "模型不由你评审", "由本院检察官、部门负责人、院领导和数据分析人员评审"
    )


def as_decider(person: Person) -> By:
    """Return the person as whoever adopts and retires. Raises Refused (403)."""
    return _acting(
        person, DECIDERS, "模型的采用、退役和信任的公钥不由你定", "由本院检察长或者副检察长决定"
    )


def may(person: Person, holding: Iterable[str]) -> bool:
    """Say whether a person holds one of the roles today."""
    return any(post.role in holding for post in organs.posts_of(person, timezone.localdate()))


def require_tester(by: By) -> None:
    """Raise Refused (403) unless somebody acts as an analyst or at the console."""
    if by.capacity not in (*TESTERS, CONSOLE):
        raise refuse(
            "modelling.not_tester",
            "模型的安装和导出不由你办",
            "由本院法律监督数据分析人员办理",
            level=FORBIDDEN,
        )


def visible_drafts(person: Person) -> QuerySet[Draft]:
    """Return the drafts of the person's unit; those who write models see them."""
    units = [
        post.procuratorate.code
        for post in organs.posts_of(person, timezone.localdate())
        if post.role in WRITERS
    ]
    return Draft.objects.filter(procuratorate__in=units)


def visible_tests(person: Person) -> QuerySet[BackTest]:
    """Return the back-tests of the person's unit."""
    return BackTest.objects.filter(procuratorate=as_reader(person).procuratorate)


def authors_of(application: Application, author: str) -> frozenset[str]:
    """Return who may not review: whoever asked, and the author of the model."""
    return frozenset({application.asked_by, author} - {""})


def _acting(person: Person, holding: Iterable[str], reason: str, cure: str) -> By:
    for post in organs.posts_of(person, timezone.localdate()):
        if post.role in holding:
            return By(person.code, post.role, post.procuratorate.code)
    raise refuse("modelling.not_yours", reason, cure, level=FORBIDDEN)
