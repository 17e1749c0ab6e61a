"""What the workshop shows of a draft: rows and plan, or its examples; and two versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from xiezhi.modelling.comparing import Compared, Line, compare_rows, compare_texts
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import models
from xiezhi.modelling.sample import Sample, answered, try_out
from xiezhi.modelling.writing import files_of, id_of
from xiezhi.screening import ExampleResult, ScreeningError, national, read_model, run_examples


@dataclass(frozen=True, slots=True)
class Tried:
    """The outcome of one button: rows with the plan, or examples, or what is wrong."""

    sample: Sample | None = None
    examples: tuple[ExampleResult, ...] = ()
    problem: str = ""

    @property
    def failed(self) -> int:
        """How many examples did not come out as written."""
        return sum(not one.passed for one in self.examples)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions: their rows unless one cannot run, and the difference of their texts."""

    rows: Compared | None
    texts: Mapping[str, tuple[Line, ...]]
    problem: str = ""


def tried(do: str, unit: str, files: Mapping[str, str], on: date) -> Tried | None:
    """Do what a button of the draft's page asks: ``try`` or ``examples``; None for another."""
    try:
        if do == "try":
            return Tried(sample=try_out(unit, files, on))
        if do == "examples":
            model = read_model(files, id_of(files).replace(".", "/", 1))
            return Tried(examples=run_examples(model, national(), law_values(model, on)))
    except ScreeningError as error:
        return Tried(problem=str(error))
    return None


def comparison(
    a: str, b: str, drafts: Mapping[str, Mapping[str, str]], unit: str, on: date
) -> Comparison | None:
    """Compare two versions, each named by a model's id or by a draft's key; None without two.

    Raises Http404 for a version that the reader does not see.
    """
    if not a or not b:
        return None
    first, second = _files(a, drafts), _files(b, drafts)
    texts = compare_texts(first, second)
    try:
        rows = compare_rows(answered(unit, first, on), answered(unit, second, on))
    except ScreeningError as error:
        return Comparison(None, texts, str(error))
    return Comparison(rows, texts)


def _files(key: str, drafts: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    if key in drafts:
        return drafts[key]
    if key in models():
        return files_of(models()[key])
    raise Http404
