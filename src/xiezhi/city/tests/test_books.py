"""Every planted breach is found, no decoy is, and the same seed draws the same city."""

from datetime import date
from pathlib import Path

import pytest

from xiezhi.city.books import Planted
from xiezhi.city.books_of_city import draw_books
from xiezhi.city.files import write_all
from xiezhi.modelling.law_values import law_values
from xiezhi.screening import Hit, Store, availabilities, import_file, load_models, national, run
from xiezhi.screening.linkage import link

TODAY = date(2026, 11, 10)


@pytest.fixture(scope="module")
def hits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Hit, ...]]:
    folder = tmp_path_factory.mktemp("city")
    store = Store(folder / "store", national())
    for path in write_all(draw_books(11, TODAY), folder / "files"):
        report = import_file(path, store, data_on=TODAY)
        assert not any(sheet.problem or sheet.quarantined for sheet in report.sheets), report
    link(store, "person")
    models = load_models()
    states = availabilities(models.values(), store, TODAY)
    assert not [state.reason for state in states.values() if not state.ready]
    with pytest.MonkeyPatch.context() as patch:  # every model is checked where models are tested
        patch.setattr("xiezhi.screening.running.check_model", lambda model, dictionary: None)
        return {
            key: run(model, store, TODAY, law_values=law_values(model, TODAY)).hits
            for key, model in models.items()
        }


def _about(hit: Hit, planted: Planted) -> bool:
    said = {str(value) for value in (*hit.subject.values(), *hit.values.values())}
    rows = {
        str(value) for row in hit.rows.values() for one in row for value in one.values.values()
    }
    return bool((said | rows) & set(planted.keys))


PLANTED = draw_books(11, TODAY).planted


@pytest.mark.parametrize(
    "today", [date(2024, 2, 29), date(2026, 3, 31), date(2026, 12, 31), date(2027, 1, 1)], ids=str
)
def test_the_same_is_planted_on_any_day(today: date, tmp_path: Path) -> None:
    books = draw_books(11, today)
    taxed = today >= date(2026, 4, 1)  # the first year of the tax on water has been declared
    expected = [p for p in PLANTED if taxed or "自备井取水" not in p.note]
    assert [(p.model, p.note) for p in books.planted] == [(p.model, p.note) for p in expected]
    assert all(path.stat().st_size for path in write_all(books, tmp_path))


@pytest.mark.parametrize("model", load_models())
def test_every_model_has_a_breach_to_find_and_a_decoy_to_leave(model: str) -> None:
    assert {p.decoy for p in PLANTED if p.model == model} == {True, False}


def test_nothing_is_planted_for_a_model_that_is_not_shipped() -> None:
    assert {p.model for p in PLANTED} <= set(load_models())


@pytest.mark.slow
@pytest.mark.parametrize("planted", [p for p in PLANTED if not p.decoy], ids=lambda p: p.note)
def test_a_planted_breach_is_found(hits: dict[str, tuple[Hit, ...]], planted: Planted) -> None:
    about = [hit for hit in hits[planted.model] if _about(hit, planted)]
    assert len(about) == 1
    subject = {str(value) for value in about[0].subject.values()}
    assert subject & set(planted.keys), "the keys name the subject of the clue"


@pytest.mark.slow
@pytest.mark.parametrize("planted", [p for p in PLANTED if p.decoy], ids=lambda p: p.note)
def test_a_decoy_is_not_taken_for_a_breach(
    hits: dict[str, tuple[Hit, ...]], planted: Planted
) -> None:
    assert not [hit for hit in hits[planted.model] if _about(hit, planted)]


@pytest.mark.slow
def test_nothing_else_is_found(hits: dict[str, tuple[Hit, ...]]) -> None:
    breaches = [p for p in PLANTED if not p.decoy]
    assert sum(len(found) for found in hits.values()) == len(breaches)


def test_the_same_seed_draws_the_same_books() -> None:
    assert draw_books(3, TODAY) == draw_books(3, TODAY)
    assert draw_books(3, TODAY).histories != draw_books(4, TODAY).histories


def test_no_identity_number_can_belong_to_a_person(tmp_path: Path) -> None:
    for history in draw_books(5, TODAY).histories:
        assert history.person.identity_number.startswith("9901")
