"""A table of a listed database comes in by the wizard; no other address can be reached."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from xiezhi.clues.databases import listed_tables
from xiezhi.clues.tests.conftest import REGISTER, UNIT

URL = os.environ.get("XIEZHI_DATABASE_URL", "")
SERVER = URL.rpartition("/")[0]
NEEDS_SERVER = pytest.mark.skipif(
    not URL.startswith("postgresql"), reason="no PostgreSQL server; run tests/on_postgresql"
)


def _entry(**changed: object) -> dict[str, object]:
    url = "postgresql://reader:Geheim9@127.0.0.1:9/none"
    entry = {"name": "社矫业务库", "url": url, "procuratorates": [UNIT], "tables": ["矫正对象"]}
    return {**entry, **changed}


@pytest.fixture
def listed(settings: LazySettings, tmp_path: Path) -> "Lister":
    return Lister(settings, tmp_path / "databases.json")


class Lister:
    def __init__(self, settings: LazySettings, path: Path) -> None:
        self.path = path
        settings.XIEZHI_DATABASES = str(path)

    def __call__(self, **changed: object) -> None:
        self.path.write_text(json.dumps({"sj": _entry(**changed)}), "utf-8")


@pytest.fixture
def analyst(office: SimpleNamespace, store_of: object) -> Client:
    client = Client()
    client.force_login(office.analyst)
    return client


def test_a_unit_reads_what_is_listed_for_it(listed: Lister) -> None:
    listed()
    assert [one.table for one in listed_tables(UNIT).values()] == ["矫正对象"]
    assert listed_tables("OTHER") == {}


def test_nothing_is_listed_by_default(settings: LazySettings) -> None:
    settings.XIEZHI_DATABASES = ""
    assert listed_tables(UNIT) == {}


@pytest.mark.parametrize("wrong", [{"url": "mysql://x"}, {"tables": []}, {"host": "x"}])
def test_a_wrong_list_is_said_without_the_password(listed: Lister, wrong: dict) -> None:
    listed(**wrong)
    with pytest.raises(ImproperlyConfigured) as refused:
        listed_tables(UNIT)
    assert "sj" in str(refused.value)
    assert "Geheim9" not in str(refused.value)


def test_a_list_that_is_not_there_is_said(listed: Lister) -> None:
    with pytest.raises(ImproperlyConfigured, match="读不到"):
        listed_tables(UNIT)


@pytest.mark.django_db
def test_a_database_out_of_reach_is_said_and_leaves_nothing(
    analyst: Client, listed: Lister, settings: LazySettings
) -> None:
    listed()
    page = analyst.get(reverse("import-new")).content.decode()
    assert "社矫业务库" in page
    answer = analyst.post(reverse("import-new"), {"table": "sj/矫正对象"})
    text = answer.content.decode()
    assert "连不上数据库" in text
    assert "Geheim9" not in text
    left = [p for p in Path(settings.XIEZHI_HOME).rglob("drafts/*/*") if p.is_dir()]
    assert left == []


@pytest.mark.django_db
def test_a_table_that_is_not_listed_is_refused(analyst: Client, listed: Lister) -> None:
    listed()
    for table in ("sj/别的表", "postgresql://x/y", ""):
        answer = analyst.post(reverse("import-new"), {"table": table})
        assert "没有选数据库里的表" in answer.content.decode()


@pytest.fixture
def agency() -> Iterator[str]:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as con:
        con.execute("CREATE DATABASE correction_office")
        yield f"{SERVER}/correction_office"
        con.execute("DROP DATABASE correction_office WITH (FORCE)")


@NEEDS_SERVER
@pytest.mark.django_db
def test_a_listed_table_is_proposed_like_a_file(
    analyst: Client, listed: Lister, agency: str
) -> None:
    header, *lines = REGISTER.strip().splitlines()
    names = ", ".join(f'"{name}" text' for name in header.split(","))
    with psycopg.connect(agency) as con:
        con.execute(f'CREATE TABLE "矫正对象" ({names})')
        with con.cursor().copy('COPY "矫正对象" FROM STDIN') as copy:
            for line in lines:
                copy.write_row(line.split(","))
    listed(url=agency)
    answer = analyst.post(reverse("import-new"), {"table": "sj/矫正对象"})
    draft = analyst.get(answer.url).context["draft"]
    assert [sheet.table for sheet in draft.sheets] == ["community_correction"]
