"""What is never built: data on what people believe, and tables that rank units."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from xiezhi.law import national as law_pack
from xiezhi.screening import Dictionary, national
from xiezhi.screening.dictionary import Column, Table

SRC = Path(__file__).resolve().parents[1] / "src" / "xiezhi"
BELIEF = re.compile(
    r"民族|宗教|信仰|政治面貌|政治观点|政治立场|政治表现|党派|思想(状况|动态|倾向|表现|评价)"
    r"|ethnic|religio|belief|faith|ideolog|political|opinion_of|thought"
)
RANKED = re.compile(r"排名|名次|位次|排行|得分|评分|\brank(ing|ed|s)?\b|\bscores?\b|\bleague\b")


def words_of_tables(dictionary):
    """Every id, label, other name and choice in the tables that agencies fill."""
    for table in dictionary:
        for name, column in table.columns.items():
            place = f"{table.table}.{name}"
            others = (*column.synonyms, *column.choices, *sum(column.choices.values(), ()))
            for word in (name, column.label, *others):
                yield place, word


def words_of_models():
    """Every name, label and choice of the columns of the site."""
    for model in apps.get_models():
        if not model.__module__.startswith("xiezhi."):
            continue
        for field in model._meta.get_fields():
            place = f"{model.__name__}.{field.name}"
            yield place, field.name
            yield place, str(getattr(field, "verbose_name", ""))
            for value, label in getattr(field, "choices", None) or ():
                yield place, str(value)
                yield place, str(label)


def words_of_forms():
    """Every field, label and choice that the procedures ask a person to fill in."""
    for procedure in law_pack().procedures.values():
        asked = [*procedure.acceptance_fields, *(f for m in procedure.moves for f in m.fields)]
        for field in asked:
            place = f"{procedure.id}.{field.name}"
            yield place, field.name
            yield place, field.label
            for value, label in dict(field.choices or {}).items():
                yield place, str(value)
                yield place, str(label)


def believed(words):
    return sorted({place for place, word in words if BELIEF.search(word)})


def test_no_field_of_any_person_says_what_they_believe():
    words = [*words_of_tables(national()), *words_of_models(), *words_of_forms()]
    assert len(words) > 2000
    assert believed(words) == []


@pytest.mark.parametrize(
    ("name", "label"), [("religion", "其他"), ("other", "宗教信仰"), ("note", "思想动态")]
)
def test_the_scan_sees_such_a_field(name, label):
    columns = {"number": Column(label="编号"), name: Column.model_construct(
        label=label, synonyms=(), choices={})}  # fmt: skip
    table = Table.model_construct(table="t", columns=columns)
    assert believed(words_of_tables(Dictionary({"t": table}))) == [f"t.{name}"]


def names_shown(source):
    """Fields of the dataclasses and headings of the columns that a module brings to a page."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and any(
            "dataclass" in ast.unparse(one) for one in node.decorator_list
        ):
            yield from (
                one.target.id for one in node.body
                if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
            )  # fmt: skip
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Column":
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def headings(template):
    """The headings of the tables that a template writes by itself."""
    return re.findall(r"<th[ >].*?</th>", template, re.DOTALL)


def ranked(source):
    return sorted({n for n in names_shown(source) if RANKED.search(n.replace("_", " "))})


def apps_of_units():
    rooms = {config.name.rsplit(".", 1)[-1] for config in apps.get_app_configs()}
    for room in sorted(rooms):
        for path in sorted((SRC / room).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.parts):
                yield path


@pytest.mark.clause("reform-23e")
def test_no_table_that_is_shown_or_exported_ranks_or_scores():
    paths = list(apps_of_units())
    assert len(paths) > 300
    found = {str(path.relative_to(SRC)): ranked(path.read_text("utf-8")) for path in paths}
    assert {path: names for path, names in found.items() if names} == {}
    heads = [head for path in SRC.rglob("*.html") for head in headings(path.read_text("utf-8"))]
    assert len(heads) > 100
    assert [head for head in heads if RANKED.search(head)] == []


@pytest.mark.clause("reform-23e")
@pytest.mark.parametrize(
    ("module", "added"),
    [
        (
            "casework/figures/draws.py",
            "\n@dataclass\nclass UnitRow:\n    unit: str\n    rank: int\n",
        ),
        ("casework/figures/draws.py", '\nROWS = [Column("unit", "单位"), Column("n", "名次")]\n'),
    ],
)
def test_a_rank_added_to_a_report_of_units_is_found(module, added):
    source = (SRC / module).read_text("utf-8")
    assert ranked(source) == []
    assert ranked(source + added) != []
