"""What became of clues, by model, by rule and by data date; restricted clues are in no count.

Nothing here is by person or unit: a count is of a model or an article, never of who worked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from xiezhi.clues import access
from xiezhi.clues.models import Clue, Report, Verification
from xiezhi.clues.precision import Precision, precision
from xiezhi.clues.reasons import every_reason
from xiezhi.modelling.library import models
from xiezhi.organs.models import Person

FOUND_RIGHT = (Clue.State.ESTABLISHED, Clue.State.FILED)
SETTLED = (*FOUND_RIGHT, Clue.State.REJECTED)
FIELDS = ("as_of", "state", "outcome", "is_verified")


@dataclass(frozen=True, slots=True)
class Fate:
    """One clue as a count sees it: whose model, data date, how far it came."""

    model: str
    as_of: date
    state: str
    outcome: str
    is_verified: bool

    @property
    def is_settled(self) -> bool:
        """Whether a person has decided on it; merged and transferred ones are on neither side."""
        return self.state in SETTLED

    @property
    def is_right(self) -> bool:
        """Whether it was found right, and the matter opened on it did not end as unfounded."""
        return self.state in FOUND_RIGHT and self.outcome != Clue.Outcome.DISMISSED


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """Clues of one model, rule or data date: how many came how far, and the precision."""

    key: str
    label: str
    clues: int
    verified: int
    established: int
    filed: int
    corrected: int
    precision: Precision


def precision_of(model: str) -> Precision:
    """Return a model's precision over all settled clues; merged ones count for neither side."""
    return precisions().get(model) or precision(0, 0)


def precisions() -> dict[str, Precision]:
    """Return the precision of every model that has clues; see :func:`precision_of`."""
    by_model = _grouped((fate.model, fate) for fate in _fates(_counted()))
    return {key: _precision(fates) for key, fates in by_model.items()}


def rejections(model: str) -> tuple[tuple[str, int], ...]:
    """Return how many clues of a model were rejected for each reason, most frequent first."""
    codes = _counted().filter(model=model, state=Clue.State.REJECTED)
    counted = Counter(codes.values_list("reason_code", flat=True))
    known = every_reason()
    return tuple(
        (known[code].label if code in known else code, count)
        for code, count in counted.most_common()
    )


def outcomes(person: Person, by: str, model: str = "") -> tuple[OutcomeLine, ...]:
    """Return what became of the models' clues of the person's units, in a fixed order.

    ``by`` is model, rule (the article breached) or day (the data date); ``model`` narrows to one.
    """
    units = access.reach(person, access.MODEL_READERS)
    fates = _fates(_counted().filter(procuratorate__in=units))
    chosen = [fate for fate in fates if not model or fate.model == model]
    keys = {"rule": _rules, "day": _days}.get(by, _models)
    grouped = _grouped((key, fate) for fate in chosen for key in keys(fate))
    known = models()
    return tuple(
        _line(key, known[key].label if by == "model" and key in known else key, grouped[key])
        for key in sorted(grouped, reverse=by == "day")
    )


def _models(fate: Fate) -> tuple[str, ...]:
    return (fate.model,)


def _rules(fate: Fate) -> tuple[str, ...]:
    known = models().get(fate.model)
    return tuple(dict.fromkeys(one.cite for one in known.breach)) if known else ()


def _days(fate: Fate) -> tuple[str, ...]:
    return (fate.as_of.isoformat(),)


def _counted() -> QuerySet[Clue]:
    return Clue.objects.filter(restricted=False).order_by()


def _fates(clues: QuerySet[Clue]) -> list[Fate]:
    """Each clue of a model, and each registered one for every model that found it too."""
    noted = Verification.objects.filter(clue=OuterRef("pk"))
    own = clues.exclude(model="").annotate(is_verified=Exists(noted))
    noted = Verification.objects.filter(clue=OuterRef("clue"))
    told = Report.objects.filter(clue__in=clues.values("pk")).exclude(model="").order_by()
    told = told.annotate(is_verified=Exists(noted))
    fields = ("model", "received_on", "clue__state", "clue__outcome", "is_verified")
    rows = [*own.values_list("model", *FIELDS), *told.values_list(*fields)]
    return [Fate(*row) for row in rows]


def _grouped(pairs: Iterable[tuple[str, Fate]]) -> Mapping[str, list[Fate]]:
    grouped: dict[str, list[Fate]] = defaultdict(list)
    for key, fate in pairs:
        grouped[key].append(fate)
    return grouped


def _precision(fates: Iterable[Fate]) -> Precision:
    settled = [fate for fate in fates if fate.is_settled]
    return precision(len(settled), sum(fate.is_right for fate in settled))


def _line(key: str, label: str, fates: list[Fate]) -> OutcomeLine:
    return OutcomeLine(
        key=key,
        label=label,
        clues=len(fates),
        verified=sum(fate.is_verified for fate in fates),
        established=sum(fate.is_right for fate in fates),
        filed=sum(fate.state == Clue.State.FILED for fate in fates),
        corrected=sum(fate.outcome == Clue.Outcome.CORRECTED for fate in fates),
        precision=_precision(fates),
    )
