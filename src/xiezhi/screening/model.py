"""A supervision model: a folder of model.yaml, query.sql and examples.yaml."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, model_validator

from xiezhi.screening.dictionary import ColumnType, Kind, national
from xiezhi.screening.errors import ModelInvalid

ROW_ID = "row_id"  # what names a row of any table, for models that read links
ParamType = Literal["int", "decimal", "text", "date"]


class Basis(Kind):
    """An article and its words. ``unverified`` when the text is not at hand; ``note`` says why."""

    cite: str
    quote: str = ""
    unverified: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _quoted(self) -> "Basis":
        if not self.quote and not self.unverified:
            raise ValueError(f"{self.cite}：须引原文，或者注明 unverified")
        return self


class Local(Kind):
    """A unit's own value of a parameter: where it comes from, and the ``national`` value."""

    source: str
    national: str


class Param(Kind):
    """A number of the query: from the law pack (``from``) or a cited ``value``.

    ``mark: D`` shows a threshold that no law sets; a unit may set another within ``at_least`` and
    ``at_most``, unless it is ``fixed`` (a length of the calendar, a constant of nature).
    ``local`` is never written in a model's file.
    """

    label: str
    type: ParamType = "int"
    unit: str = ""
    reference: str | None = Field(default=None, alias="from")
    value: int | Decimal | str | None = None
    basis: Basis | None = None
    mark: Literal["L", "D", "K"] = "L"
    at_least: Decimal = Decimal(0)
    at_most: Decimal | None = None
    fixed: bool = False
    local: Local | None = None

    @property
    def is_changeable(self) -> bool:
        """Whether a unit may set another value: no law sets it and the model leaves it open."""
        return self.mark == "D" and self.reference is None and not self.fixed

    @model_validator(mode="after")
    def _sourced(self) -> "Param":
        if (self.reference is None) == (self.value is None):
            raise ValueError(f"参数“{self.label}”应当写 from 或者 value 之一")
        if self.value is not None and self.basis is None and self.mark == "L":
            raise ValueError(f"参数“{self.label}”没有出处")
        return self


class Yields(Kind):
    """What one row of the output is, its columns in order, and labels of those worked out."""

    one_row_per: tuple[str, ...]
    columns: Mapping[str, ColumnType]
    labels: Mapping[str, str] = Field(default_factory=dict)


class Opening(Kind):
    """The procedure that an established clue opens, the facts it is accepted with, and the
    evidence column (``table.column``) that names the unit supervised."""

    procedure: str
    facts: Mapping[str, bool | str] = Field(default_factory=dict)
    supervises: str | None = None


class Expectation(Kind):
    """How many hits are plausible: at most a share of a table's rows, once ``look_from`` hits."""

    of: str
    at_most: Decimal
    look_from: int = 20


class Example(Kind):
    """Rows in, rows out. ``expect`` empty: no clue."""

    name: str
    given: Mapping[str, str]
    expect: str
    as_of: str | None = None
    data_on: str | None = None


class Step(Kind):
    """A built-in operator on the rows of a query file beside ``query.sql``, or on the kept links
    of persons or firms for a ``use``; what it gives is a table of the step's name, for
    ``query.sql`` and later steps to read."""

    operator: Literal["components", "linked_person", "linked_firm"]
    query: str = Field(default="", pattern=r"^([a-z][a-z0-9_]*\.sql)?$")
    use: str = ""
    sql: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "Step":
        if bool(self.query) == bool(self.use) or bool(self.use) == (self.operator == "components"):
            raise ValueError("步骤：components 写 query，linked_person、linked_firm 写 use")
        return self


class Model(Kind):
    """A model with its query and examples.

    ``catalogue`` says what it answers: a number of the published catalogue, a statutory rule
    (``R-15``), or the name of a practice that has neither. ``needs`` names columns whose silence
    the query takes for "not done": while no row of the table fills one, the model is blocked.
    """

    id: str
    label: str
    version: str
    catalogue: tuple[int | str, ...] = ()
    status: Literal["draft", "trial", "adopted", "retired"]
    owner: str
    question: str
    because: str
    breach: tuple[Basis, ...] = Field(min_length=1)
    power: tuple[Basis, ...] = Field(min_length=1)
    reads: Mapping[str, Mapping[str, ColumnType]] = Field(min_length=1)
    optional: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    steps: Mapping[str, Step] = Field(default_factory=dict)
    yields: Yields
    params: Mapping[str, Param] = Field(default_factory=dict)
    evidence: Mapping[str, Mapping[str, str]]
    expects: Expectation
    runs_on: tuple[Literal["duckdb", "spark"], ...]
    misses: tuple[str, ...] = Field(min_length=1)
    check_by: tuple[str, ...] = Field(min_length=1)
    sql: str
    examples: tuple[Example, ...]
    reference_tables: tuple[str, ...] = ()
    opens: Opening | None = None

    @model_validator(mode="after")
    def _needs_what_it_reads(self) -> "Model":
        for table, columns in self.needs.items():
            if unread := set(columns) - set(self.reads.get(table, ())):
                raise ValueError(f"needs 不在 reads 中：{table}.{'、'.join(sorted(unread))}")
        return self

    @property
    def tables(self) -> tuple[str, ...]:
        """The imported tables it reads, without those whose rows are the law's own."""
        return tuple(name for name in self.reads if name not in self.reference_tables)

    @property
    def linked_tables(self) -> tuple[str, ...]:
        """The tables whose rows it looks up in the links: those of which it reads ``row_id``."""
        return tuple(name for name, columns in self.reads.items() if ROW_ID in columns)

    @property
    def line(self) -> str:
        """The business line, the first part of the id."""
        return self.id.partition(".")[0]


def references(model: Model) -> Mapping[str, str]:
    """The law references the model needs and the unit each is wanted in."""
    return {p.reference: p.unit for p in model.params.values() if p.reference}


def load_models(root: Path | None = None) -> dict[str, Model]:
    """All models of a folder by id; those of the program by default.

    Raises :class:`ModelInvalid` naming the file and the fault.
    """
    root = root or Path(__file__).parent.parent / "supervision_models"
    folders = sorted(path.parent for path in root.glob("*/*/model.yaml"))
    models = [load_model(folder) for folder in folders]
    return {model.id: model for model in models}


def load_model(folder: Path) -> Model:
    """Read one model folder; its id is ``<parent>.<folder>``. Raises :class:`ModelInvalid`."""
    files = {
        path.name: path.read_text("utf-8")
        for path in sorted(folder.iterdir())
        if path.suffix in (".yaml", ".sql")
    }
    return read_model(files, f"{folder.parent.name}/{folder.name}")


def read_model(files: Mapping[str, str], place: str) -> Model:
    """Read a model from its files' texts by name; ``place`` is ``<line>/<name>``.

    Raises :class:`ModelInvalid`.
    """
    try:
        raw = _yaml(_text(files, "model.yaml"))
        if any("local" in param for param in raw.get("params", {}).values()):
            raise ValueError("本地参数不写在模型里")
        raw["sql"] = _text(files, "query.sql")
        for step in raw.get("steps", {}).values():
            step["sql"] = _text(files, str(step["query"])) if step.get("query") else ""
        raw["examples"] = tuple(_yaml(_text(files, "examples.yaml")))
        raw["reference_tables"] = _reference_tables()
        model = Model.model_validate(raw)
    except (ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise ModelInvalid(f"模型有误：{error}", place=place) from error
    if model.id != place.replace("/", ".", 1):
        raise ModelInvalid("模型的 id 应与文件夹一致", place=place, value=model.id)
    return model


def _text(files: Mapping[str, str], name: str) -> str:
    if name not in files:
        raise ValueError(f"没有文件 {name}")
    return files[name]


def _yaml(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


@cache
def _reference_tables() -> tuple[str, ...]:
    return tuple(table.table for table in national() if table.reference is not None)
