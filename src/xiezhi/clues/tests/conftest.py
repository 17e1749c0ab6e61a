"""A small city office with an analyst, and a register with one late report."""

import datetime as dt
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.utils import timezone

from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.operators import operator_of
from xiezhi.clues.orphans import batch_key
from xiezhi.modelling.library import digest_of_files, models
from xiezhi.modelling.models import Standing
from xiezhi.modelling.stages import Stage
from xiezhi.organs.actions.establish import OfficeGiven, PersonGiven, PostGiven, establish
from xiezhi.organs.models import Person, Procuratorate
from xiezhi.screening import Store

UNIT = "YZ"
ROLES = {
    "analyst": ("analyst", "auxiliary", "D8"),
    "resident": ("resident_prosecutor", "prosecutor", "D3"),
    "prosecutor": ("prosecutor", "prosecutor", "D3"),
    "chief": ("chief", "prosecutor", ""),
    "manager": ("case_management", "administrator", "D6"),
    "admin": ("administrator", "administrator", ""),
}
REGISTER = """矫正对象,身份证号,矫正类型,判决生效日期,入矫日期
谢停云,99010219800304031X,缓刑,2026-03-02,2026-04-20
罗承砚,990102198503040316,缓刑,2026-03-02,2026-03-09
"""


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    people = [
        PersonGiven(name, name, category, (PostGiven(role, department),))
        for name, (role, category, department) in ROLES.items()
    ]
    departments = (
        ("D3", "第三检察部", "criminal_execution"),
        ("D6", "案件管理部", "case_management"),
        ("D8", "大数据监督部", "supervision_data"),
    )
    given = OfficeGiven(UNIT, "云州市人民检察院", "云州", "city", None, departments, people)
    establish(given, from_on=dt.date(2025, 1, 1))
    return SimpleNamespace(**{person.code: person for person in Person.objects.all()})


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and nothing in them, made once: making 90 tables takes a second."""
    directory = tmp_path_factory.mktemp("empty") / "store"
    Store(directory).snapshot()
    return directory


@pytest.fixture
def store_of(settings: LazySettings, tmp_path: Path, empty_store: Path) -> Path:
    """A home of this test's own, so that no row of another test is screened."""
    settings.XIEZHI_HOME = tmp_path / "home"
    shutil.copytree(empty_store, tmp_path / "home" / "screening" / UNIT)
    return tmp_path


@pytest.fixture
def adopted(office: SimpleNamespace) -> None:
    """The unit has adopted every model; how it comes to that is tested in `modelling`."""
    Standing.objects.bulk_create(
        Standing(procuratorate=UNIT, model=key, stage=Stage.ADOPTED, version=model.version,
                 digest=digest_of_files(model), by="chief", reason="采用", since=timezone.now())
        for key, model in models().items()
    )  # fmt: skip


@pytest.fixture
def register(office: SimpleNamespace, adopted: None, store_of: Path) -> str:
    """Import the register and return the id of the import."""
    path = store_of / "社区矫正对象名册.csv"
    path.write_text(REGISTER, "utf-8")
    report = import_file(operator_of(office.analyst), path, data_on=dt.date(2026, 11, 1))
    assert report.import_id is not None
    return batch_key(UNIT, report.import_id)


def _analyst(code: str, unit: Procuratorate) -> Person:
    person = Person.objects.create(code=code, name=code, category="auxiliary")
    person.posts.create(procuratorate=unit, role="analyst", from_on=dt.date(2025, 1, 1))
    return person


@pytest.fixture
def others(office: SimpleNamespace) -> SimpleNamespace:
    """An analyst of a unit below the office, of one beside it and of the one above it."""
    own = Procuratorate.objects.get(code="YZ")
    above = Procuratorate.objects.create(
        code="P", name="省院", short_name="省", level="provincial"
    )
    own.parent = above
    own.save()
    below = Procuratorate.objects.create(
        code="YJ", name="云江院", short_name="云江", level="district", parent=own
    )
    beside = Procuratorate.objects.create(
        code="BZ", name="邻市院", short_name="邻市", level="city", parent=above
    )
    return SimpleNamespace(
        above=_analyst("a-above", above),
        below=_analyst("a-below", below),
        beside=_analyst("a-beside", beside),
    )
