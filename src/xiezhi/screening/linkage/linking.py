"""Which records of several tables are of one person, or of one unit."""

import tempfile
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from xiezhi.screening.linkage.deciding import judge, link_by_number
from xiezhi.screening.linkage.gathering import Decided, gather, take_decisions
from xiezhi.screening.linkage.links import Links
from xiezhi.screening.linkage.preparing import prepare
from xiezhi.screening.linkage.subject import load_subject
from xiezhi.screening.linkage.uses import use_named
from xiezhi.screening.linkage.weighing import weigh

_ALL = """
    SELECT l AS left, r AS right, basis, weight, facts, verdict, * EXCLUDE (l, r, basis, weight,
        facts, verdict)
    FROM (SELECT *, 'weight' AS basis FROM judged
          UNION ALL BY NAME SELECT *, 'number' AS basis FROM same_number
          UNION ALL BY NAME SELECT *, 'decided' AS basis FROM decided_same)
    WHERE verdict {which} '' ORDER BY l, r
"""


def propose(
    records: pa.Table,
    subject: str = "person",
    *,
    use: str = "clue_evidence",
    decided: Iterable[Decided] = (),
    spark: Any = None,
    threads: int = 2,
    memory: str = "1200MB",
) -> Links:
    """Link records: by valid number first, then by weight; nothing by the name alone.

    ``records``: ``key`` (text, once each, e.g. ``table:row``) and any columns of the subject:
    person: identity_number, name, sex, born_on, place, phone; firm: credit_code, firm_name,
    legal_representative, address, phone, established_on. ``decided``: pairs that a person settled,
    which bind. With ``spark``, a session, the pairs are weighed there. The same records in any
    order, by either engine, give the same links.

    Raises :class:`ScreeningError`: no key or one twice, an unknown column or use.
    """
    kind, purpose = load_subject(subject), use_named(use)
    with tempfile.TemporaryDirectory(prefix="xiezhi-linkage-") as spill:
        settings = {"threads": threads, "memory_limit": memory, "temp_directory": spill}
        with duckdb.connect(config={k: str(v) for k, v in settings.items()}) as con:
            con.execute("SET preserve_insertion_order = FALSE")
            prepare(con, records, kind)
            take_decisions(con, decided)
            link_by_number(con, kind)
            judge(con, kind, purpose, weigh(con, kind, purpose.propose_at, spark))
            gather(con)
            certain, to_decide = (
                con.execute(_ALL.format(which=which)).to_arrow_table() for which in ("=", "<>")
            )
            groups = con.execute("FROM gathered ORDER BY key").to_arrow_table()
            written = con.execute("FROM raw").to_arrow_table()
    return Links(kind, purpose, certain, to_decide, groups, written)
