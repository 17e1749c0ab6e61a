"""A model on the tables as they stand, as of a day."""

import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from xiezhi.screening.availability import availability
from xiezhi.screening.digests import digest_of
from xiezhi.screening.engines.choice import choose_engine
from xiezhi.screening.engines.interface import Engine, Limits
from xiezhi.screening.engines.waiting import Watch
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.evidence import Traced
from xiezhi.screening.executing import Answer, Question, execute
from xiezhi.screening.hits import Hit, Hits, Value, subject_key
from xiezhi.screening.lint import check_model
from xiezhi.screening.model import Expectation, Model
from xiezhi.screening.parameters import settle
from xiezhi.screening.store import Store


def run(
    model: Model,
    store: Store,
    as_of: date,
    *,
    law_values: Mapping[str, object] | None = None,
    engine: Engine | None = None,
    limits: Limits | None = None,
    watch: Watch | None = None,
    in_full: bool = False,
) -> Hits:
    """Run a model. Two runs on the same rows with the same day give the same hits in the same
    order, whether in full or of what changed since the last run, and by whichever engine
    (``XIEZHI_ENGINE`` when none is given). ``watch`` hears of the progress and may stop the run
    by raising.

    Raises :class:`ScreeningError` when a table it needs is empty, :class:`ParameterMissing`,
    :class:`SqlRefused`, :class:`RunStopped`.
    """
    check_model(model, store.dictionary)
    engine = engine or choose_engine()
    state = availability(model, store, as_of)
    if not state.ready:
        raise ScreeningError(f"不能运行：{state.reason}", "先导入这些表", place=model.id)
    data_on = min(state.data_on or as_of, as_of)
    used = settle(model, as_of, data_on, law_values or {})
    began = time.monotonic()
    question = Question(model, store, engine, used, limits or Limits(), watch)
    answer = execute(question, in_full=in_full)
    return _as_hits(question, answer, (as_of, data_on), time.monotonic() - began)


def _as_hits(question: Question, answer: Answer, days: tuple[date, date], seconds: float) -> Hits:
    """The finished run; the bounds are judged on whole tables, whatever was read again."""
    model, store = question.model, question.store
    hits = tuple(map(partial(make_hit, model), answer.rows, answer.traced))
    whole = store.freshness(days[0], [model.expects.of]) if answer.since is not None else {}
    sizes = {**answer.read, **{name: state.rows for name, state in whole.items()}}
    within, bounds = judge_count(model.expects, len(hits), sizes)
    return Hits(
        model.id,
        model.version,
        *days,
        question.engine.name,
        hits,
        answer.read,
        question.used,
        within,
        bounds,
        round(seconds, 3),
        digest_of(model, store.dictionary),
        answer.snapshot,
        answer.since,
        answer.rescreened,
        answer.why_full,
    )


def make_hit(model: Model, row: Mapping[str, Value], traced: Traced) -> Hit:
    """One row of output as a hit, with its reason in words."""
    canonical = {name: row[name] for name in model.yields.one_row_per}
    subject = {name: traced.printed.get(name, value) for name, value in canonical.items()}
    words = {name: _word(value) for name, value in row.items()}
    return Hit(
        subject_key(model.id, canonical),
        model.id,
        subject,
        row,
        model.because.format_map(words),
        traced.rows,
    )


def judge_count(expects: Expectation, hits: int, read: Mapping[str, int]) -> tuple[bool, str]:
    """Whether the number of hits is plausible, and the bound in words."""
    most = max(Decimal(expects.look_from), expects.at_most * read.get(expects.of, 0))
    share = f"{expects.at_most * 100:f}".rstrip("0").rstrip(".")
    words = f"不超过 {expects.of} 行数的 {share}%（{expects.look_from} 条以内不论）"
    return hits <= most, words


def _word(value: Value) -> str:
    if value is None:
        return "（未载明）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
