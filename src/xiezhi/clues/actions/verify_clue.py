"""Record the result of one way of checking a clue; it never touches liberty or property."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.access import receivers
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.basis import basis_of
from xiezhi.clues.models import Clue, Verification
from xiezhi.clues.repository_rules import measures
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

BEFORE_THE_END = (Clue.State.OPEN, Clue.State.VERIFYING)


def verify_clue(
    person: Person,
    clue_id: UUID | str,
    step: int,
    result: str,
    text: str,
    *,
    measure: str = "read_held",
    together_with: str = "",
) -> Clue:
    """Write down what checking step ``step`` (counted from 1) of the model's ``check_by`` showed.

    A registered clue has no steps laid down: each result is its next one. ``measure`` is one of
    ``measures.yaml``; ``together_with`` the code of the second person, where two are needed.
    Raises Refused: not this person, a settled clue, an unknown step, result or measure, no words,
    a measure that touches liberty or property, a second person missing.
    """
    _require_lawful(measure)
    with clue_act(person, clue_id, "verify_clue", BEFORE_THE_END) as act:
        ways = basis_of(act.clue).check_by
        if not ways:
            step = act.clue.verifications.count() + 1
        _require_told(ways, step, result, text)
        _require_fitting(act.clue, person, measure, together_with)
        used = measures().allowed[measure]
        label = ways[step - 1] if ways else used.label
        Verification.objects.create(
            clue=act.clue, step=step, label=label, result=result, text=text.strip(),
            measure=measure, together_with=together_with,
            verified_by=person.code, verified_at=timezone.now(),
        )  # fmt: skip
        act.clue.state = Clue.State.VERIFYING
        act.data |= {"step": step, "label": label, "result": result, "text": text.strip()}
        act.data |= {"measure": measure, "together_with": together_with}
    return act.clue


def _require_told(ways: tuple[str, ...], step: int, result: str, text: str) -> None:
    """Raise Refused for a step that is not laid down, an unknown result, or no words."""
    if ways and not 1 <= step <= len(ways):
        raise refuse("clues.step", f"没有第 {step} 项核实", f"核实项共 {len(ways)} 项")
    if result not in Verification.Result.values:
        raise refuse("clues.result", f"核实结果“{result}”不认识", "选印证、不印证或者不能确定")
    if not text.strip():
        raise refuse("clues.words", "没有写核实到了什么", "写明调取的材料和看到的内容")


def _require_lawful(measure: str) -> None:
    """Raise Refused for a measure that restricts liberty or property, or an unknown one."""
    never = measures().forbidden.get(measure)
    if never is not None:
        raise refuse(
            "clues.measure_forbidden",
            f"调查核实不能采取「{never.label}」",
            "选询问、查询、勘验、检查、鉴定、调取证据材料等措施；需要强制措施的，立案以后依法办理",
            never.citation,
        )
    if measure not in measures().allowed:
        raise refuse("clues.measure", f"没有调查核实措施“{measure}”", "从列出的措施中选")


def _require_fitting(clue: Clue, person: Person, measure: str, together_with: str) -> None:
    """Raise Refused when a measure is not of the clue's line, or a second person is missing."""
    used = measures().allowed[measure]
    if used.lines and clue.line not in used.lines:
        raise refuse(
            "clues.measure_line", f"「{used.label}」不是这条线的措施", "选其他措施", used.citation
        )
    known = dict(receivers(clue))
    if together_with and (together_with not in known or together_with == person.code):
        raise refuse(
            "clues.together", "另一名核实人员不是本院可以核实线索的其他人员", "选同行的检察官"
        )
    if used.together and not together_with:
        reason = f"「{used.label}」须由二人以上进行，没有写另一人"
        raise refuse("clues.two_persons", reason, "选同行的检察官")
