"""Cases for tests of the decision tables: a prosecution review, a protest, and their refusals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from xiezhi.law import Pack, Refused, national
from xiezhi.law.rehearsal import Stage

KEY, PROTEST_KEY = "disposition:a", "protest:all"
CHARGE, DROP = {"charge": "诈骗罪"}, {"drop_reasons": "情节轻微"}
ROSTER = ["chief", "deputy", "m1", "m2", "m3", "m4", "m5"]
FORM = {"facts_right": "wrong", "charge_right": "right", "sentence_right": "right",
        "procedure_right": "right"}  # fmt: skip


def received(pack: Pack | None = None, entrusted: tuple[str, ...] = (), **facts: Any) -> Stage:
    """A prosecution review of one interrogated suspect, accepted and not yet assigned."""
    pack = pack or national()
    stage = Stage(pack.procedures["criminal.review_for_prosecution"], pack, entrusted)
    party = {"id": "a", "facts": {"interrogated": True}}
    known = {"case_source": "police", **facts}
    stage.act("case_management", "accept", facts=known, received_on="2026-03-02", parties=[party])
    return stage


def opened(pack: Pack | None = None, entrusted: tuple[str, ...] = (), **facts: Any) -> Stage:
    """The same, assigned to ``handler``."""
    stage = received(pack, entrusted, **facts)
    stage.act("case_management", "assign", method="random", seed="s", handler="handler")
    return stage


def opine(stage: Stage, do: str = "prosecute", by: str = "handler", **more: Any) -> Stage:
    """The handler's opinion on the disposition of the suspect."""
    fields: Mapping[str, Any] = CHARGE if do == "prosecute" else DROP
    stage.act(by, "opine", do=do, subject="a", reasons="理由", fields=fields, **more)
    return stage


def agreed(stage: Stage, do: str = "prosecute") -> Stage:
    """Proposed, reviewed by the head and so before the chief."""
    opine(stage, do)
    stage.act("head", "review", matter=KEY, result="agree")
    return stage


def protested(pack: Pack | None = None, **facts: Any) -> Stage:
    """A proposed protest, reviewed by the head; ``protest_complex`` brings it to the committee."""
    pack = pack or national()
    stage = Stage(pack.procedures["criminal.trial_supervision"], pack)
    stage.begin(date(2026, 3, 2), {"is_ruling": False, **facts}, ())
    stage.act("handler", "move", do="fill_review_form", fields=FORM)
    stage.act("handler", "opine", do="protest", reasons="确有错误",
              fields={"protest_ground": "facts"})  # fmt: skip
    stage.act("head", "review", matter=PROTEST_KEY, result="agree")
    return stage


def votes(*supporting: str, do: str = "prosecute", **others: str) -> dict[str, Any]:
    """The session of a committee of seven: who voted for ``do`` and what the others voted."""
    given = dict.fromkeys(supporting, do) | others
    return {"do": do, "roster": ROSTER, "present": list(given), "votes": given}


def codes(stage: Stage, by: str, kind: str, /, **data: Any) -> list[str]:
    """The codes of a refusal; nothing changed, and each says why and what would cure it."""
    before, done = stage.state, len(stage.acts)
    with pytest.raises(Refused) as caught:
        stage.act(by, kind, **data)
    assert (stage.state, len(stage.acts)) == (before, done)
    assert all(r.reason and r.cure for r in caught.value.refusals)
    return [r.code for r in caught.value.refusals]
