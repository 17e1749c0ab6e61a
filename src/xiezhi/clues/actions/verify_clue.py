"""Record the result of one way of checking a clue; it never touches liberty or property."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.models import Clue, Verification
from xiezhi.clues.reading import models
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

BEFORE_THE_END = (Clue.State.OPEN, Clue.State.VERIFYING)


def verify_clue(person: Person, clue_id: UUID | str, step: int, result: str, text: str) -> Clue:
    """Write down what checking step ``step`` (counted from 1) of the model's ``check_by`` showed.

    Raises Refused: not this person, a settled clue, an unknown step or result, or no words.
    """
    with clue_act(person, clue_id, "verify_clue", BEFORE_THE_END) as act:
        ways = models()[act.clue.model].check_by
        if not 1 <= step <= len(ways):
            raise refuse("clues.step", f"没有第 {step} 项核实", f"核实项共 {len(ways)} 项")
        if result not in Verification.Result.values:
            raise refuse("clues.result", f"核实结果“{result}”不认识", "选印证、不印证或者不能确定")
        if not text.strip():
            raise refuse("clues.words", "没有写核实到了什么", "写明调取的材料和看到的内容")
        label = ways[step - 1]
        Verification.objects.create(
            clue=act.clue,
            step=step,
            label=label,
            result=result,
            text=text.strip(),
            verified_by=person.code,
            verified_at=timezone.now(),
        )
        act.clue.state = Clue.State.VERIFYING
        act.data |= {"step": step, "label": label, "result": result, "text": text.strip()}
    return act.clue
