"""The agencies' databases that an analyst may read on the site: those the administrator lists in
a file that the environment names. A page takes no address, so that no other can be reached."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from xiezhi.screening.reading.postgresql import SCHEMES


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=100)
    url: str = Field(pattern="^(" + "|".join(SCHEMES) + ")//")
    procuratorates: tuple[str, ...] = Field(min_length=1)
    tables: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class ListedTable:
    """One table of a listed database; ``url`` may hold a password and is never shown."""

    key: str
    database: str
    table: str
    url: str


def listed_tables(unit: str) -> dict[str, ListedTable]:
    """Return the tables that a procuratorate may read, by key; empty when
    `XIEZHI_DATABASES` names no file.

    Raises:
        ImproperlyConfigured: the file is missing or wrong (zh, without any password).
    """
    tables = (
        ListedTable(f"{code}/{table}", entry.name, table, entry.url)
        for code, entry in _entries().items()
        if unit in entry.procuratorates
        for table in entry.tables
    )
    return {table.key: table for table in tables}


def _entries() -> dict[str, _Entry]:
    path = settings.XIEZHI_DATABASES
    if not path:
        return {}
    try:
        given = json.loads(Path(path).read_text("utf-8"))
        return TypeAdapter(dict[str, _Entry]).validate_python(given)
    except OSError as error:
        raise ImproperlyConfigured(f"读不到数据库的清单 {path}：{error.strerror}") from error
    except json.JSONDecodeError as error:
        raise ImproperlyConfigured(f"{path} 第 {error.lineno} 行不是 JSON") from error
    except ValidationError as error:
        places = "；".join(".".join(map(str, one["loc"])) for one in error.errors())
        cure = "写明名称、postgresql:// 开头的地址、可以读的人民检察院和表"
        raise ImproperlyConfigured(f"{path} 有误：{places}。{cure}") from None
