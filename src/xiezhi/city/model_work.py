"""The city's office adopts the models that it has tables for: tested, asked for, reviewed."""

from collections import defaultdict
from datetime import date

from django.db import transaction

from xiezhi.city.books import Planted
from xiezhi.city.staff import Staff
from xiezhi.modelling.access import as_tester
from xiezhi.modelling.actions.adopt_model import adopt_model
from xiezhi.modelling.actions.apply import apply
from xiezhi.modelling.actions.back_test import queue_back_test, run_back_test
from xiezhi.modelling.actions.review_model import review_model
from xiezhi.modelling.library import models
from xiezhi.modelling.models import BackTest
from xiezhi.modelling.planted import Mark, Planting, keep_planting, planting_of
from xiezhi.organs.roles import Role
from xiezhi.screening import Store, availabilities


def remember_planted(unit: str, today: date, planted: list[Planted]) -> None:
    """Keep what was planted where back-tests look for it."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for one in planted:
        marks[one.model].append(Mark(one.keys, one.note, one.decoy))
    for model_id, known in marks.items():
        keep_planting(unit, model_id, Planting(today, tuple(known)))


def adopt_models(staff: Staff, tables: Store, today: date) -> int:
    """Let the office adopt every model for which a breach was planted; return how many.

    The others stay on trial: nothing has shown yet that they find what they should.
    """
    known = {key: planting_of(staff.unit, key) for key in models()}
    asked = [models()[key] for key, planting in known.items() if planting and planting.breaches]
    states = availabilities(asked, tables, today)
    ready = [key for key, state in states.items() if state.ready]
    analyst, chief = staff.with_role(Role.ANALYST)[0], staff.with_role(Role.CHIEF)[0]
    reviewers = staff.with_role(Role.PROSECUTOR)[:2]
    with transaction.atomic():
        for model_id in ready:
            test = run_back_test(as_tester(analyst), queue_back_test(analyst, model_id))
            apply(analyst, model_id, _answers(models()[model_id].question, test))
            for person in reviewers:
                review_model(person, model_id, agrees=True, remark="看过回测记录和例子")
            adopt_model(chief, model_id, "回测合格，两名评审人同意")
    return len(ready)


def _answers(question: str, test: BackTest) -> dict[str, str]:
    counts = f"例子 {test.passed}/{test.examples} 通过；植入的找到 {test.found}、"
    return {
        "necessary": question,
        "feasible": "所读的表本院已经导入，列齐",
        "accurate": f"{counts}遗漏 {test.missed}、误报 {test.false}",
    }
