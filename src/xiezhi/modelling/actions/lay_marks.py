"""Lay down what is known to lie in the unit's tables, for back-tests to find and to leave."""

import re
from datetime import date

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import Refused, not_now, refuse
from xiezhi.modelling import access
from xiezhi.modelling.actions.recording import known_model, record_act
from xiezhi.modelling.planted import Mark, Planting, keep_planting, planting_digest
from xiezhi.organs.models import Person

KINDS = {"违法": False, "合法": True}
MOST = 2000  # lines
_LINE = re.compile(r"(违法|合法)\s*[，,\t]\s*([^，,\t]+)(?:[，,\t](.*))?")
_FORM = "一行一条：违法或者合法，编号，说明"


def lay_marks(person: Person, model_id: str, text: str, as_of: date) -> Planting:
    """Replace what is known for a model by the lines of ``text``: ``违法`` or ``合法``, the number
    that names the subject (several joined by ``、``), and what is known of it.

    The ledger keeps the counts and a digest, not the numbers. Raises Refused: 403 for whoever is
    no analyst, 409 naming every wrong line.
    """
    by, model = access.as_tester(person), known_model(model_id)
    planting = Planting(as_of, _marks(text))
    if not planting.breaches:
        cure = f"至少写一条已知的违法。{_FORM}"
        raise refuse("modelling.no_known_breach", "没有写已知的违法，回测无从说明找到没有", cure)
    with transaction.atomic():
        counts = {"breaches": len(planting.breaches), "decoys": len(planting.decoys)}
        told = {"as_of": as_of.isoformat(), **counts, "marks": planting_digest(planting)}
        record_act(by, model, "lay_marks", timezone.now(), told)
        keep_planting(by.procuratorate, model.id, planting)
    return planting


def lines_of(planting: Planting | None) -> str:
    """Return what is known for a model, as :func:`lay_marks` takes it."""
    kinds = {decoy: word for word, decoy in KINDS.items()}
    marks = planting.marks if planting else ()
    return "\n".join(f"{kinds[m.decoy]}，{'、'.join(m.keys)}，{m.note}" for m in marks)


def _marks(text: str) -> tuple[Mark, ...]:
    lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST:
        reason = f"有 {len(lines)} 行，超过 {MOST} 行"
        raise refuse("modelling.too_many_marks", reason, "选有代表性的一部分")
    read = [(at, line, _LINE.fullmatch(line)) for at, line in lines]
    wrong = [(at, line) for at, line, match in read if match is None]
    if wrong:
        told = [(f"第 {at} 行「{line[:40]}」读不懂", _FORM) for at, line in wrong]
        raise Refused([not_now("modelling.mark", *one) for one in told])
    return tuple(
        Mark(
            tuple(key.strip() for key in match[2].split("、") if key.strip()),
            (match[3] or "").strip(),
            KINDS[match[1]],
        )
        for _, _, match in read
        if match
    )
