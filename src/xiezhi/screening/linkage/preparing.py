"""Records into the columns that are compared: folded names, whole dates, parts of an address."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa

from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.linkage import firms, names, numbers, places
from xiezhi.screening.linkage.subject import Subject

_DIGITS = r"""
  CREATE TEMP VIEW reached AS SELECT *, nullif(regexp_replace(
    regexp_replace(phone, '\D', '', 'g'), '^86(1\d{10})$', '\1'), '') AS digits FROM raw
"""
# DuckDB's own distances count bytes, of which a character has three.
_ONE_CHARACTER = """
  CREATE MACRO one_character(a, b) AS a <> b AND len(list_filter(
    range(greatest(length(a), length(b))), lambda i: left(a, i) = left(b, i) AND (
      substring(a, i + 2) = substring(b, i + 2) OR substring(a, i + 1) = substring(b, i + 2)
      OR substring(a, i + 2) = substring(b, i + 1)))) > 0
"""
_PERSON = """
  SELECT p.key AS unique_id, f.name, f.sound, f.shape, f.surname, f.given_sound,
    CASE coalesce(CASE WHEN n.checked IS NOT NULL THEN substr(n.checked, 17, 1)::INT % 2 END,
                  CASE left(p.sex, 1) WHEN '男' THEN 1 WHEN '女' THEN 0 END)
      WHEN 1 THEN '男' WHEN 0 THEN '女' END AS sex,
    coalesce(substr(n.checked, 7, 8), strftime(p.born_on, '%Y%m%d'),
             strftime(try_strptime(substr(n.written, 7, 8), '%Y%m%d'), '%Y%m%d')) AS born,
    a.city, a.part, a.street, CASE WHEN length(p.digits) > 6 THEN p.digits END AS phone,
    n.number, n.checked, n.written,
    CASE WHEN contains(n.written, '*') THEN TRUE END AS masked
  FROM reached p LEFT JOIN places a ON p.place = a.given
                 LEFT JOIN folded f ON p.name = f.given
                LEFT JOIN numbered n ON p.identity_number = n.given
"""
_PERSON_KEYS = """
  SELECT *, born[:4] || born[7:] || born[5:6] AS swapped, born[:4] AS born_year,
    least(born[5:6], born[7:]) || greatest(born[5:6], born[7:]) AS month_and_day,
    CASE WHEN masked IS NULL THEN right(written, 8) END AS number_tail,
    CASE WHEN masked IS NULL THEN left(written, 12) END AS number_head
  FROM ({person}) ORDER BY unique_id
"""
_FIRM = """
  SELECT p.key AS unique_id, f.name, f.sound, f.shape, f.core, f.legal_form, h.name AS head,
    strftime(p.established_on, '%Y%m%d') AS established, strftime(p.established_on, '%Y') AS year,
    a.city, a.part, a.street, CASE WHEN length(p.digits) > 6 THEN p.digits END AS phone,
    n.number, n.checked, n.written,
    right(n.written, 10) AS code_tail, left(n.written, 10) AS code_head
  FROM reached p LEFT JOIN places a ON p.address = a.given
                 LEFT JOIN folded f ON p.firm_name = f.given
                LEFT JOIN heads h ON p.legal_representative = h.given
                LEFT JOIN numbered n ON p.credit_code = n.given
  ORDER BY unique_id
"""


def prepare(con: duckdb.DuckDBPyConnection, records: pa.Table, subject: Subject) -> None:
    """Make the tables ``raw`` and ``prepared``. Raises :class:`ScreeningError` for a table that
    lacks ``key``, holds a key twice, or a column that the subject does not know."""
    _check(records, subject)
    con.execute(_ONE_CHARACTER)
    con.register("handed", records)
    columns = ", ".join(
        f'CAST("{name}" AS {"DATE" if datum.type == "date" else "VARCHAR"}) AS {name}'
        if name in records.column_names
        else f"NULL::{'DATE' if datum.type == 'date' else 'VARCHAR'} AS {name}"
        for name, datum in subject.columns.items()
    )
    con.execute(f"CREATE TABLE raw AS SELECT CAST(key AS VARCHAR) AS key, {columns} FROM handed")  # noqa: S608
    con.unregister("handed")
    if again := con.execute("SELECT key FROM raw GROUP BY key HAVING count(*) > 1").fetchone():
        raise ScreeningError("同一记录编号出现多次", "每条记录给一个不重复的编号", value=again[0])
    person = subject.subject == "person"
    place = "place" if person else "address"
    _look_up(con, "places", place, places.read_place, places.Place._fields)
    con.execute(_DIGITS)
    reads = numbers.read_identity_number if person else numbers.read_credit_code
    _look_up(con, "numbered", subject.number, reads, numbers.Number._fields)
    if person:
        _look_up(con, "folded", "name", names.fold, names.Folded._fields)
        sql = _PERSON_KEYS.format(person=_PERSON)
    else:
        _look_up(con, "folded", "firm_name", firms.fold, firms.Folded._fields)
        _look_up(con, "heads", "legal_representative", names.fold, names.Folded._fields)
        sql = _FIRM
    con.execute(f"CREATE TABLE prepared AS {sql}")


def _check(records: pa.Table, subject: Subject) -> None:
    known = {"key", *subject.columns}
    if "key" not in records.column_names:
        raise ScreeningError("缺少记录编号 key 列", "每条记录给一个不重复的编号")
    if unknown := sorted(set(records.column_names) - known):
        names_known = "、".join(f"{k}（{d.label}）" for k, d in subject.columns.items())
        raise ScreeningError(
            f"不能按这些列关联{subject.label}", f"可用：{names_known}", value="、".join(unknown)
        )


def _look_up(
    con: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    read: Callable[[str | None], Sequence[object]],
    fields: Iterable[str],
) -> None:
    """Read every different value once: a table of ``given`` and what it gives."""
    sql = f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL"  # noqa: S608
    given = [value for (value,) in con.execute(sql).fetchall()]
    found = [read(value) for value in given]
    columns: Mapping[str, pa.Array] = {
        name: pa.array([each[n] for each in found], pa.string()) for n, name in enumerate(fields)
    }
    con.register("looked_up", pa.table({"given": pa.array(given, pa.string()), **columns}))
    con.execute(f"CREATE TABLE {table} AS SELECT * FROM looked_up")  # noqa: S608
    con.unregister("looked_up")
