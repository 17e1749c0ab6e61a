"""Whether whom a penalty is proposed for was punished already, as the agencies' tables know.

Nobody is fined twice for one act (行政处罚法 29). The tables do not know whether it was the same
act; they only keep a prosecutor from writing that there was no penalty.
"""

from typing import Any

from xiezhi.casework.guards import guard
from xiezhi.law import Citation
from xiezhi.law.acts import Act
from xiezhi.law.refusals import refuse
from xiezhi.organs import selectors as organs

MOVE, FIELD, NONE = "propose_penalty", "prior_penalty", "none"
ASKED = """SELECT agency, decision_number, cause, decided_on FROM administrative_penalty
    WHERE _current AND (identity_number = $1 OR credit_code = $1)"""
ONCE = Citation(
    "行政处罚法(2021) 第29条",
    "对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚",
    verified=True,
)


def watch_penalties() -> None:
    """Check every proposal and decision of a penalty against the tables."""
    for kind in ("opine", "decide"):
        guard(kind, check_prior)


def check_prior(proceeding: Any, act: Act) -> None:
    """Raise Refused (409) when "none" is written and the tables have a penalty of the person."""
    fields = act.data.get("fields") or {}
    if act.data.get("do") != MOVE or fields.get(FIELD) != NONE:
        return
    party = proceeding.case.parties.filter(code=act.data.get("subject")).first()
    number = party.identity_number if party else ""
    if number and (known := _penalties(proceeding.procuratorate_id, number)):
        raise refuse(
            "penalty.known",
            f"数据中查到{party.name}已经受过行政处罚：{'；'.join(known)}",
            "核对是否同一行为：是的改办“不需要给予行政处罚”，不是的选“处罚的是别的行为”",
            ONCE,
        )


def _penalties(unit: str, number: str) -> list[str]:
    """What the tables of the unit and of the units above it hold about a number, in words."""
    from xiezhi.modelling.library import (
        store,  # DuckDB and its readers: not at the start of a command
    )

    found: set[str] = set()
    for code in _units_over(unit):
        tables = store(code)
        if not tables.lake.is_made:
            continue
        with tables.reading() as (con, alias):
            con.execute(f"USE {alias}")
            rows = con.execute(ASKED, [number]).fetchall()
        found |= {f"{agency or ''}{paper}，{cause}，{on}" for agency, paper, cause, on in rows}
    return sorted(found)


def _units_over(unit: str) -> list[str]:
    office, found = organs.procuratorate(unit), [unit]
    while office.parent is not None:
        office = office.parent
        found.append(office.code)
    return found
