"""A small city office with an analyst, two prosecutors, a head and a chief; one planted breach."""

import datetime as dt
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from xiezhi.modelling.access import as_tester
from xiezhi.modelling.actions.apply import apply
from xiezhi.modelling.actions.back_test import queue_back_test, run_back_test
from xiezhi.modelling.actions.review_model import review_model
from xiezhi.modelling.library import store
from xiezhi.modelling.planted import Mark, Planting, keep_planting
from xiezhi.organs.actions.establish import OfficeGiven, PersonGiven, PostGiven, establish
from xiezhi.organs.models import Person
from xiezhi.screening import Store, import_file

UNIT = "YZ"
DAY = dt.date(2026, 11, 10)
MODEL = "execution.community_correction_report_overdue"
ROLES = {
    "analyst": ("analyst", "auxiliary", "D8"),
    "prosecutor": ("prosecutor", "prosecutor", "D3"),
    "second": ("prosecutor", "prosecutor", "D3"),
    "head": ("department_head", "prosecutor", "D3"),
    "chief": ("chief", "prosecutor", ""),
    "clerk": ("clerk", "auxiliary", "D3"),
    "admin": ("administrator", "administrator", ""),
}
REGISTER = """矫正对象,身份证号,矫正类型,判决生效日期,入矫日期
谢停云,99010219800304031X,缓刑,2026-03-02,2026-04-20
罗承砚,990102198503040316,缓刑,2026-03-02,2026-03-09
"""
ANSWERS = {
    "necessary": "脱管是执行监督的重点，名册逐人核对做不到",
    "feasible": "名册每月报送，列齐",
    "accurate": "植入的逾期一条，找到一条，没有误报",
}


@pytest.fixture
def office(db):
    people = [
        PersonGiven(name, name, category, (PostGiven(role, department),))
        for name, (role, category, department) in ROLES.items()
    ]
    departments = (
        ("D3", "第三检察部", "criminal_execution"),
        ("D8", "大数据监督部", "supervision_data"),
    )
    given = OfficeGiven(UNIT, "云州市人民检察院", "云州", "city", None, departments, people)
    establish(given, from_on=dt.date(2025, 1, 1))
    return SimpleNamespace(**{person.code: person for person in Person.objects.all()})


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory) -> Path:
    """A store with the register, made once: making ninety tables takes a second."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "社区矫正对象名册.csv"
    path.write_text(REGISTER, "utf-8")
    import_file(path, Store(folder / "store"), data_on=dt.date(2026, 11, 1))
    return folder / "store"


@pytest.fixture
def home(settings, tmp_path, filled_store) -> Path:
    """A home of this test's own, with the register and one breach and one decoy planted in it."""
    settings.XIEZHI_HOME = tmp_path / "home"
    shutil.copytree(filled_store, tmp_path / "home" / "screening" / UNIT)
    marks = (
        Mark(("99010219800304031X",), "逾期四十日报到"),
        Mark(("990102198503040316",), "按期报到", decoy=True),
    )
    keep_planting(UNIT, MODEL, Planting(DAY, marks))
    assert store(UNIT).snapshot() > 0
    return tmp_path / "home"


@pytest.fixture
def tested(office, home):
    """The model back-tested, asked for by the analyst and agreed to by two prosecutors."""
    test = queue_back_test(office.analyst, MODEL)
    run_back_test(as_tester(office.analyst), test)
    apply(office.analyst, MODEL, ANSWERS)
    for person in (office.prosecutor, office.second):
        review_model(person, MODEL, agrees=True, remark="核对过回测记录")
    return test
