"""What ``xiezhi import`` is given: files, folders, and tables of a PostgreSQL database."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from xiezhi.screening.reading.postgresql import SCHEMES, fetch_table, shown


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that is there."""

    path: Path

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.name

    def opened(self) -> AbstractContextManager[Path]:
        """The file itself."""
        return nullcontext(self.path)


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table of a PostgreSQL database; ``url`` may hold a password and is never shown."""

    url: str
    table: str

    @property
    def name(self) -> str:
        """Table and database, without user and password."""
        return f"{self.table}@{shown(self.url)}" if self.table else shown(self.url)

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """Fetch the table into a file that is gone afterwards. Raises UnreadableFile."""
        home = Path(settings.XIEZHI_HOME)
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetched-", dir=home) as folder:
            yield fetch_table(self.url, self.table, Path(folder))


Source = FileSource | TableSource


class Given(click.ParamType):
    """A path that exists, or the address of a PostgreSQL database as it was typed."""

    name = "文件"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path | str:
        """Return a Path or the address; fail in Chinese, without repeating an address."""
        if isinstance(value, Path):
            return value
        text = str(value)
        if text.startswith(SCHEMES):
            return text
        if "://" in text:
            self.fail("只能读 postgresql:// 的数据库。别的数据库请导出为 CSV 后再导入", param, ctx)
        path = Path(text)
        if not path.exists():
            self.fail(f"没有这个文件或者文件夹：{text}。核对路径", param, ctx)
        return path


def sources_of(given: Sequence[Path | str], tables: Sequence[str]) -> list[Source]:
    """Every file, those in folders too, and every table asked for of every database.

    Raises click.UsageError when tables are named but no database is.
    """
    if tables and not any(isinstance(one, str) for one in given):
        raise click.UsageError("--from 写的是数据库里的表，同时写明 postgresql:// 开头的地址")
    found: list[Source] = []
    for one in given:
        if isinstance(one, str):
            found += [TableSource(one, table) for table in tables or ("",)]
        else:
            found += [FileSource(path) for path in _inside(one)]
    return found


def _inside(path: Path) -> list[Path]:
    inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [p for p in inside if not p.name.startswith((".", "~$"))]
