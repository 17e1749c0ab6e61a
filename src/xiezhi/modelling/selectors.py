"""Typed reads for a model's life: stage, tests, application, opinions, own values."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from xiezhi.law.refusals import Refusal, Refused
from xiezhi.modelling import access
from xiezhi.modelling.actions.adopt_model import lacking
from xiezhi.modelling.actions.lay_marks import lines_of
from xiezhi.modelling.actions.review_model import application_of, author_of
from xiezhi.modelling.library import digest_of_files, models
from xiezhi.modelling.models import (
    Application,
    BackTest,
    Installed,
    LocalValue,
    Opinion,
    Standing,
)
from xiezhi.modelling.planted import Planting, planting_of
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.standing import Stands, local_values, stage_of
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.screening import Model

TESTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three questions, with the answer given."""

    name: str
    label: object
    answer: str


@dataclass(frozen=True, slots=True)
class Open:
    """A parameter that a unit may set: the national value, and the unit's own if there is one."""

    name: str
    label: str
    unit: str
    national: str
    own: LocalValue | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer said, by name."""

    who: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Life:
    """Everything a model's page says of its life in the reader's unit."""

    model: Model
    stands: Stands
    since: datetime | None
    by: str
    reason: str
    digest: str
    questions: tuple[Question, ...]
    application: Application | None
    asked_by: str
    opinions: tuple[Said, ...]
    tests: tuple[BackTest, ...]
    known: Planting | None
    known_lines: str
    parameters: tuple[Open, ...]
    installed: Installed | None
    lacking: tuple[Refusal, ...]
    may_write: bool
    may_test: bool
    may_review: bool
    may_decide: bool

    @property
    def is_going(self) -> bool:
        """Whether a back-test is under way, so that the page asks again."""
        return any(test.finished_at is None for test in self.tests)

    @property
    def may_try(self) -> bool:
        """Whether the model may be put on trial."""
        return self.stands.stage in (Stage.DRAFT, Stage.RETIRED) and self.may_test


def life_of(person: Person, model_id: str) -> Life:
    """Return a model's life in the person's unit. Raises KeyError, Refused (403)."""
    unit, model = access.as_reader(person).procuratorate, models()[model_id]
    row = Standing.objects.filter(procuratorate=unit, model=model_id).first()
    application = _application(unit, model)
    stands = stage_of(unit, model)
    tests = BackTest.objects.filter(procuratorate=unit, model=model_id)[:TESTS_SHOWN]
    said = tuple(application.opinions.all()) if application else ()
    known, may_test = planting_of(unit, model_id), access.may(person, access.TESTERS)
    barred = access.authors_of(application, author_of(model_id)) if application else frozenset()
    return Life(
        model=model,
        stands=stands,
        since=row.since if row else None,
        by=_name(row.by) if row else "",
        reason=row.reason if row else "",
        digest=digest_of_files(model),
        questions=_questions(application),
        application=application,
        asked_by=_name(application.asked_by) if application else "",
        opinions=tuple(Said(_name(one.person), one) for one in said),
        tests=tuple(tests),
        known=known,
        known_lines=lines_of(known) if may_test else "",
        parameters=_parameters(unit, model),
        installed=Installed.objects.filter(pk=model_id).first(),
        lacking=tuple(lacking(unit, model)) if stands.stage == Stage.TRIAL else (),
        may_write=access.may(person, access.WRITERS),
        may_test=may_test,
        may_review=access.may(person, access.REVIEWERS) and person.code not in barred,
        may_decide=access.may(person, access.DECIDERS),
    )


def _application(unit: str, model: Model) -> Application | None:
    try:
        return application_of(unit, model.id, digest_of_files(model))
    except Refused:
        return None


def _questions(application: Application | None) -> tuple[Question, ...]:
    labels = (
        ("necessary", _("是否必要")),
        ("feasible", _("是否可行")),
        ("accurate", _("是否准确")),
    )
    return tuple(
        Question(name, label, str(getattr(application, name, "") or "")) for name, label in labels
    )


def _parameters(unit: str, model: Model) -> tuple[Open, ...]:
    own = {one.parameter: one for one in local_values(unit, model.id)}
    return tuple(
        Open(name, param.label, param.unit, str(param.value), own.get(name))
        for name, param in model.params.items()
        if param.is_changeable
    )


def _name(code: str) -> str:
    """Return the name of a person, the code of whoever is none (the console)."""
    try:
        return organs.person(code).name
    except Person.DoesNotExist:
        return code
