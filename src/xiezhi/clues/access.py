"""Who may see and work on clues, models and data: the one place."""

from collections.abc import Iterable
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils import timezone

from xiezhi.casework.access import closed_to
from xiezhi.clues.lines import lines_of
from xiezhi.clues.models import Clue, Handover, ImportBatch, ModelRun, Report, Transfer
from xiezhi.clues.repository_rules import restricted_classes, source_rules
from xiezhi.law import Citation
from xiezhi.law.refusals import FORBIDDEN, Refused, refuse
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person, Post
from xiezhi.organs.roles import Role

WHOLE_REPOSITORY = frozenset({Role.ANALYST, Role.CHIEF, Role.DEPUTY_CHIEF})
IMPORTERS = frozenset({Role.ANALYST})
SIGNERS = frozenset({Role.ANALYST, Role.CASE_MANAGEMENT})  # of a unit to which a clue was sent
FILERS = frozenset({Role.CASE_MANAGEMENT})
TO_BE_FILED = (Clue.State.ESTABLISHED, Clue.State.FILED)
MODEL_READERS = frozenset(
    {Role.ANALYST, Role.CHIEF, Role.DEPUTY_CHIEF, Role.DEPARTMENT_HEAD, Role.PROSECUTOR,
     Role.RESIDENT_PROSECUTOR, Role.CASE_MANAGEMENT}
)  # fmt: skip
VERIFIERS = frozenset(
    {Role.ANALYST, Role.PROSECUTOR, Role.RESIDENT_PROSECUTOR, Role.DEPARTMENT_HEAD}
)
LEADS = Citation(
    "人民检察院组织法(2018) 第10条", "上级人民检察院领导下级人民检察院的工作", verified=True
)
CONSOLE = "console"  # the capacity in which nobody in particular acts at the console
POWER_TO_VERIFY = Citation("人民检察院组织法(2018) 第21条", "可以进行调查核实", verified=True)


class Acts(Protocol):
    """Whoever imports: capacity, own unit, and the units whose imports they may work on."""

    @property
    def capacity(self) -> str:
        """The role in which they act, or ``console``."""

    @property
    def procuratorate(self) -> str:
        """Their own unit."""

    @property
    def reach(self) -> frozenset[str]:
        """Their own unit and those below it."""


def roles(person: Person) -> frozenset[str]:
    """Return the roles a person holds today."""
    return frozenset(post.role for post in organs.posts_of(person, timezone.localdate()))


def reach(person: Person, holding: Iterable[str]) -> frozenset[str]:
    """Return the units where a person holds one of the roles, and the units these lead."""
    posts = organs.posts_of(person, timezone.localdate())
    own = {post.procuratorate.code for post in posts if post.role in holding}
    return frozenset().union(*(organs.units_under(code) for code in own))


def visible_imports(person: Person) -> QuerySet[ImportBatch]:
    """Return the imports that a person may know of: their unit's and those of units below."""
    return ImportBatch.objects.filter(procuratorate__in=reach(person, MODEL_READERS))


def visible_runs(person: Person) -> QuerySet[ModelRun]:
    """Return the model runs that a person may know of: their unit's and those of units below."""
    return ModelRun.objects.filter(procuratorate__in=reach(person, MODEL_READERS))


def visible_clues(person: Person) -> QuerySet[Clue]:
    """Return the clues a person may see: the unit's for analysts and chiefs, else one's own.

    Whoever signs for the unit sees what was sent to it, a head what was handed to the department.
    A restricted clue is seen by the person it is assigned to and by the readers of its class, and
    is in no list, count or search of anybody else. A clue taken up in a proceeding, found in one,
    or merged into one that is, is not seen by whoever has recused in it.
    """
    posts = organs.posts_of(person, timezone.localdate())
    found = Clue.objects.filter(
        _plain_to(posts) | restricted_to(posts) | Q(assigned_to=person.code)
    )
    closed = closed_to(person.code)
    found_in = Report.objects.filter(proceeding__in=closed).values("clue")
    found = found.exclude(proceeding__in=closed).exclude(merged_into__proceeding__in=closed)
    return found.exclude(pk__in=found_in)


def _plain_to(posts: Iterable[Post]) -> Q:
    """Return the condition of the clues that are not restricted and that these posts may see."""
    posts = list(posts)
    whole = {post.procuratorate.code for post in posts if post.role in WHOLE_REPOSITORY}
    filing = {post.procuratorate.code for post in posts if post.role in FILERS}
    signing = {post.procuratorate.code for post in posts if post.role in SIGNERS}
    sent = Transfer.objects.filter(unit__in=signing, received_at__isnull=True).values("clue")
    seen = (
        Q(procuratorate__in=whole)
        | Q(procuratorate__in=filing, state__in=TO_BE_FILED)
        | Q(pk__in=sent)
    )
    for post in posts:
        if post.role == Role.DEPARTMENT_HEAD and post.department is not None:
            lines = lines_of(post.department.function)
            handed = Handover.objects.filter(to_line__in=lines).exclude(answer="returned")
            unit = post.procuratorate.code
            seen |= Q(procuratorate=unit, pk__in=handed.values("clue"))
    return Q(restricted=False) & seen


def restricted_to(posts: Iterable[Post]) -> Q:
    """Return the condition of the restricted clues whose class these posts read."""
    seen = Q(pk__in=())
    for post in posts:
        unit, read, filed = post.procuratorate.code, [], []
        for key, rule in restricted_classes().items():
            heads = post.role == Role.DEPARTMENT_HEAD and post.department is not None
            if post.role in rule.roles or (heads and post.department.function in rule.functions):
                read.append(key)
            elif post.role in FILERS and rule.filed:
                filed.append(key)
        seen |= Q(procuratorate=unit, restricted=True, restricted_class__in=read)
        seen |= Q(
            procuratorate=unit, restricted=True, restricted_class__in=filed, state__in=TO_BE_FILED
        )
    return seen


def registers(person: Person) -> tuple[str, ...]:
    """Return the sources of which a person may register clues."""
    posts = organs.posts_of(person, timezone.localdate())
    return tuple(
        source
        for source, rule in source_rules().items()
        if any(
            post.role in rule.registrars
            or (
                post.role in VERIFIERS
                and post.department is not None
                and post.department.function in rule.functions
            )
            for post in posts
        )
    )


def require_registrar(person: Person, source: str) -> None:
    """Raise Refused (403) unless the person may register clues of this source."""
    if source not in registers(person):
        raise refuse(
            "clues.not_registrar",
            "这类来源的线索不由你登记",
            "办案中发现的由办案检察官登记；来信来件由受理它的部门或者案件管理部门登记",
            level=FORBIDDEN,
        )


def answers_for(person: Person, handed: Handover | None) -> bool:
    """Say whether a person answers a handover: as head of a department that it was given to."""
    if handed is None or handed.answer:
        return False
    return any(
        post.role == Role.DEPARTMENT_HEAD
        and post.procuratorate.code == handed.clue.procuratorate
        and post.department is not None
        and handed.to_line in lines_of(post.department.function)
        for post in organs.posts_of(person, timezone.localdate())
    )


def require_answerer(person: Person, clue: Clue) -> None:
    """Raise Refused (403) unless the person heads a department that the clue was handed to."""
    handed = Handover.objects.filter(clue=clue.pk, answer="").first()
    if not answers_for(person, handed):
        raise refuse(
            "clues.not_answerer",
            "移送来的线索不由你签收",
            "由接收部门的负责人签收或者退回",
            level=FORBIDDEN,
        )


def is_chief(person: Person, clue: Clue) -> bool:
    """Say whether a person is chief of the clue's unit."""
    posts = organs.posts_of(person, timezone.localdate())
    return any(p.role == Role.CHIEF and p.procuratorate.code == clue.procuratorate for p in posts)


def require_chief(person: Person, clue: Clue) -> None:
    """Raise Refused (403) unless the person is chief of the clue's unit and may see it."""
    if not is_chief(person, clue) or not visible_clues(person).filter(pk=clue.pk).exists():
        raise refuse(
            "clues.not_chief",
            "这类线索的移送由检察长决定",
            "报检察长决定移送",
            level=FORBIDDEN,
        )


def may_read_models(person: Person) -> bool:
    """Say whether a person may open the model centre and the data."""
    return reads_models(roles(person))


def reads_models(held: Iterable[str]) -> bool:
    """Say whether somebody with these roles may open the model centre and the data."""
    return bool(MODEL_READERS & set(held))


def may_import(person: Person) -> bool:
    """Say whether a person may take agencies' data in and run models."""
    return bool(roles(person) & IMPORTERS)


def may_verify(person: Person) -> bool:
    """Say whether a person may verify the clues they see."""
    return bool(roles(person) & VERIFIERS)


def may_file(person: Person) -> bool:
    """Say whether a person accepts supervision matters."""
    return bool(roles(person) & FILERS)


def receivers(clue: Clue) -> tuple[tuple[str, str], ...]:
    """Return who may be given a clue: verifiers of the unit it belongs to, code and name."""
    return receivers_in(clue.procuratorate)


def receivers_in(unit: str) -> tuple[tuple[str, str], ...]:
    """Return who verifies clues in a unit, code and name."""
    people = organs.persons(unit, timezone.localdate(), roles=VERIFIERS)
    return tuple((person.code, person.name) for person in people)


def elsewhere(person: Person) -> tuple[tuple[str, str], ...]:
    """Return the procuratorates to which a person may send a clue, code and name: not the own."""
    own = {post.procuratorate.code for post in organs.posts_of(person, timezone.localdate())}
    return tuple(one for one in organs.units() if one[0] not in own)


def signs_for(person: Person, unit: str) -> bool:
    """Say whether a person signs for the clues that are sent to a unit."""
    posts = organs.posts_of(person, timezone.localdate())
    return any(post.procuratorate.code == unit and post.role in SIGNERS for post in posts)


def require_filer(person: Person, clue: Clue) -> None:
    """Raise Refused (403) unless the person accepts matters in the clue's unit."""
    if not may_file(person) or not visible_clues(person).filter(pk=clue.pk).exists():
        raise refuse(
            "clues.not_filer",
            "立为监督事项不由你办",
            "线索核实成立后，由本院案件管理部门受理",
            level=FORBIDDEN,
        )


def require_receiver(person: Person, clue: Clue) -> None:
    """Raise Refused (403) unless the person signs for the unit that the clue was sent to."""
    sent = Transfer.objects.filter(clue=clue.pk).first()
    if sent is None or not signs_for(person, sent.unit):
        raise refuse(
            "clues.not_receiver",
            "移送来的线索不由你签收",
            "由接收院的数据分析人员或者案件管理部门签收",
            level=FORBIDDEN,
        )


def require_import(person: Person) -> None:
    """Raise Refused (403) unless the person may import data and run models."""
    if not may_import(person):
        raise _not_analyst()


def _not_analyst() -> Refused:
    return refuse(
        "clues.not_analyst",
        "导入数据、运行模型不由你办",
        "由本院法律监督数据分析人员办理",
        level=FORBIDDEN,
    )


def require_importer(operator: Acts) -> None:
    """Raise Refused (403) unless the operator acts as an analyst or at the console."""
    if operator.capacity not in (*IMPORTERS, CONSOLE):
        raise _not_analyst()


def require_reach(operator: Acts, unit: str, what: str = "导入") -> None:
    """Raise Refused (403) unless the import (or ``what``) of ``unit`` is the operator's own or of
    one below."""
    require_importer(operator)
    if unit not in operator.reach | {operator.procuratorate}:
        raise refuse(
            "clues.import_elsewhere",
            f"这次{what}是别的人民检察院作出的，它的数据不由你办",
            f"由作出{what}的人民检察院或者领导它的上级人民检察院的数据分析人员办理",
            LEADS,
            FORBIDDEN,
        )


def require_model_reader(person: Person) -> None:
    """Raise Refused (403) unless the person may open the model centre."""
    if not may_read_models(person):
        raise refuse(
            "clues.not_reader",
            "监督模型不对你开放",
            "检察官、部门负责人、检察长和数据分析人员可以查看",
            level=FORBIDDEN,
        )


def require_verifier(person: Person, clue: Clue) -> None:
    """Raise Refused (403) unless the person may verify this clue."""
    if not roles(person) & VERIFIERS or not visible_clues(person).filter(pk=clue.pk).exists():
        raise refuse(
            "clues.not_verifier",
            "这条线索不由你核实",
            "由分到这条线索的检察官核实；需要改派的，请数据分析人员办理",
            POWER_TO_VERIFY,
            FORBIDDEN,
        )
