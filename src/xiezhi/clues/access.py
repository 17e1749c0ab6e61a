"""Who may see and work on clues, models and data: the one place."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from xiezhi.casework.access import closed_to
from xiezhi.clues.models import Clue
from xiezhi.law import Citation
from xiezhi.law.refusals import FORBIDDEN, refuse
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

WHOLE_REPOSITORY = frozenset({Role.ANALYST, Role.CHIEF, Role.DEPUTY_CHIEF})
IMPORTERS = frozenset({Role.ANALYST})
FILERS = frozenset({Role.CASE_MANAGEMENT})
TO_BE_FILED = (Clue.State.ESTABLISHED, Clue.State.FILED)
MODEL_READERS = frozenset(
    {Role.ANALYST, Role.CHIEF, Role.DEPUTY_CHIEF, Role.DEPARTMENT_HEAD, Role.PROSECUTOR,
     Role.RESIDENT_PROSECUTOR, Role.CASE_MANAGEMENT}
)  # fmt: skip
VERIFIERS = frozenset(
    {Role.ANALYST, Role.PROSECUTOR, Role.RESIDENT_PROSECUTOR, Role.DEPARTMENT_HEAD}
)
POWER_TO_VERIFY = Citation("人民检察院组织法(2018) 第21条", "可以进行调查核实", verified=True)


def roles(person: Person) -> frozenset[str]:
    """Return the roles a person holds today."""
    return frozenset(post.role for post in organs.posts_of(person, timezone.localdate()))


def visible_clues(person: Person) -> QuerySet[Clue]:
    """Return the clues a person may see: the unit's for analysts and chiefs, else one's own.

    A restricted clue is seen by the person it is assigned to and nobody else. A clue taken up in
    a proceeding is not seen by whoever has recused in it.
    """
    posts = organs.posts_of(person, timezone.localdate())
    whole = {post.procuratorate.code for post in posts if post.role in WHOLE_REPOSITORY}
    filing = {post.procuratorate.code for post in posts if post.role in FILERS}
    found = Clue.objects.filter(
        Q(procuratorate__in=whole, restricted=False)
        | Q(procuratorate__in=filing, restricted=False, state__in=TO_BE_FILED)
        | Q(assigned_to=person.code)
    )
    return found.exclude(proceeding__in=closed_to(person.code))


def may_read_models(person: Person) -> bool:
    """Say whether a person may open the model centre."""
    return bool(roles(person) & MODEL_READERS)


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
    people = organs.persons(clue.procuratorate, timezone.localdate(), roles=VERIFIERS)
    return tuple((person.code, person.name) for person in people)


def require_filer(person: Person, clue: Clue) -> None:
    """Raise Refused (403) unless the person accepts matters in the clue's unit."""
    if not may_file(person) or not visible_clues(person).filter(pk=clue.pk).exists():
        raise refuse(
            "clues.not_filer",
            "立为监督事项不由你办",
            "线索核实成立后，由本院案件管理部门受理",
            level=FORBIDDEN,
        )


def require_import(person: Person) -> None:
    """Raise Refused (403) unless the person may import data and run models."""
    if not may_import(person):
        raise refuse(
            "clues.not_analyst",
            "导入数据、运行模型不由你办",
            "由本院法律监督数据分析人员办理",
            level=FORBIDDEN,
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
