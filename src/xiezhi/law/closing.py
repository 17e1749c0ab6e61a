"""What closing asks of each party, for the act of closing and for what is awaited before it."""

from xiezhi.law.context import Context
from xiezhi.law.refusals import Refusal, not_now
from xiezhi.law.state import State


def unmet_of_parties(context: Context, state: State) -> list[Refusal]:
    """Refusals of what closing asks of each party, once for each rule, with their names."""
    found = []
    for rule in context.procedure.closing.of_each:
        here = [party for party in state.parties if state.stands(party) == rule.stage]
        left = [p for p in here if context.unmet((rule,), context.facts(state, p), "close")]
        if left:
            names = "、".join(str(state.parties[party].get("name") or party) for party in left)
            reason = f"{rule.reason}（{names}）"
            found.append(not_now("close.requires", reason, rule.cure, rule.citation))
    return found
