"""Evidence of the city's cases: items, a fact to be proved, and the links between them."""

from uuid import UUID

from xiezhi.city.dockets import Docket
from xiezhi.city.playing import Play
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.keep_text import Keeper, keep_text
from xiezhi.evidence.actions.link_proof import link_proof, state_fact

ITEMS = (
    ("documentary", "受案登记表、立案决定书", "公安机关", True),
    ("victim", "被害人报案陈述", "公安机关询问", True),
    ("confession", "犯罪嫌疑人供述和辩解", "公安机关讯问", True),
    ("electronic", "现场监控录像", "公安机关调取", False),
    ("appraisal", "价格认定结论书", "价格认定机构", False),
)


def enter_evidence(play: Play, case_id: UUID, docket: Docket) -> None:
    """Enter the usual items of a dossier, the request as a text, and one fact with its proof."""
    keep_text(
        keeper=Keeper(play.staff.unit, play.staff.manager.code, "case_management"),
        key=f"request:{case_id}",
        title=f"提请批准逮捕书：{docket.given.title}",
        kind="opinion",
        content=_request(docket),
        case_id=case_id,
    )
    if play.pen.over:
        return
    handler = play.handler
    at = play.pen.step(0.2)
    numbers = [
        add_item(handler, case_id, ItemGiven(kind, name, source, is_key=key), at=at)
        for kind, name, source, key in ITEMS
    ]
    statement = f"{docket.suspect.name}实施了被指控的{docket.charge.removesuffix('罪')}行为"
    fact = state_fact(handler, case_id, statement, party="P1", at=at)
    for number in numbers[1:4]:
        link_proof(handler, case_id, fact, number, "supports", at=at)


def _request(docket: Docket) -> str:
    who = docket.suspect
    return (
        f"犯罪嫌疑人{who.name}，{who.sex}，{who.born_on.year}年{who.born_on.month}月{who.born_on.day}日出生，"
        f"公民身份号码{who.identity_number}，住云州市{who.district}。\n"
        f"经依法侦查查明：犯罪嫌疑人{who.name}于{docket.received_on.year}年间在云州市{who.district}实施"
        f"{docket.charge.removesuffix('罪')}行为，有报案陈述、监控录像、供述等证据证实。\n"
        f"综上所述，犯罪嫌疑人{who.name}的行为涉嫌{docket.charge}，特提请批准逮捕。"
    )
