"""DT-4: the way from opinion to decision; nobody alters an opinion."""

import pytest

from xiezhi.law import Refused, national
from xiezhi.law.rehearsal import Stage

DROP = {"drop_reasons": "情节轻微"}
KEY = "disposition:a"


@pytest.fixture
def stage() -> Stage:
    pack = national()
    stage = Stage(pack.procedures["criminal.review_for_prosecution"], pack)
    stage.begin(
        stage.now.date(),
        {"case_source": "police"},
        ({"id": "a", "facts": {"interrogated": True}},),
    )
    return stage


def refused(stage: Stage, by: str, kind: str, /, **data: object) -> list[str]:
    before = stage.state
    with pytest.raises(Refused) as caught:
        stage.act(by, kind, **data)
    assert stage.state is before
    for refusal in caught.value.refusals:
        assert refusal.reason
        assert refusal.cure
    return [r.code for r in caught.value.refusals]


def opine(stage: Stage, do: str = "drop_minor") -> None:
    fields = {"charge": "诈骗罪"} if do == "prosecute" else DROP
    stage.act("handler", "opine", do=do, subject="a", reasons="理由", fields=fields)


def meet(stage: Stage, *votes: str, handler: str | None = None) -> None:
    people = ("second", "third", "m1", "m2", "m3", "m4")
    opinions = dict(zip(people, votes, strict=False))
    if handler:
        opinions["handler"] = handler
    stage.act("head", "hold_meeting", matter=KEY, opinions=opinions, record="记录")
    for person in opinions:
        stage.act(person, "sign_record", matter=KEY)


@pytest.mark.clause("responsibility-24a")
@pytest.mark.clause("responsibility-24b")
@pytest.mark.clause("column-handle-manage-evaluate-c")
@pytest.mark.parametrize("key", ["opinion", "do", "fields", "reasons"])
def test_dt_4_4_a_head_cannot_alter_the_opinion(stage: Stage, key: str) -> None:
    opine(stage)
    assert refused(stage, "head", "review", matter=KEY, result="agree", **{key: "prosecute"}) == [
        "review.alters_opinion"
    ]
    assert refused(stage, "head", "review", matter=KEY, result="must_change") == ["review.result"]
    assert "opine.not_handler" in refused(
        stage, "head", "opine", do="prosecute", subject="a", reasons="改", fields={"charge": "x"}
    )


@pytest.mark.clause("responsibility-23a")
def test_dt_4_1_a_head_without_authorisation_cannot_review(stage: Stage) -> None:
    opine(stage)
    codes = refused(stage, "unauthorised_head", "review", matter=KEY, result="agree")
    assert codes == ["review.not_authorised"]
    assert "head.not_prosecutor" in refused(
        stage, "plain_head", "review", matter=KEY, result="agree"
    )


def test_dt_4_3_re_review_and_supplement_go_back_to_the_handler(stage: Stage) -> None:
    opine(stage)
    stage.act("head", "review", matter=KEY, result="re_review", remark="核实从犯情节")
    assert stage.state.awaiting[0].person == "handler"
    assert "decide.not_submitted" in refused(stage, "chief", "decide", matter=KEY, do="drop_minor")
    opine(stage)
    stage.act("head", "review", matter=KEY, result="supplement", remark="补谅解书")
    opine(stage)
    matter = stage.state.matters[KEY]
    assert len(matter.opinions) == 3
    assert [r.result for r in matter.reviews] == ["re_review", "supplement"]


@pytest.mark.clause("responsibility-24c")
def test_dt_4_5_and_4_10_disagreement_sends_both_texts(stage: Stage) -> None:
    opine(stage)
    stage.act("head", "review", matter=KEY, result="disagree", remark="应当起诉")
    assert "submit.withheld" in refused(
        stage, "head", "submit", matter=KEY, to="chief", withhold=True
    )
    stage.act("head", "submit", matter=KEY, to="chief")
    matter = stage.state.matters[KEY]
    assert matter.opinion is not None
    assert matter.opinion.do == "drop_minor"
    assert matter.reviews[0].remark == "应当起诉"
    assert matter.status == "to_chief"


@pytest.mark.clause("responsibility-24d")
@pytest.mark.clause("responsibility-7b")
def test_dt_4_7_a_majority_that_differs_must_go_to_the_chief(stage: Stage) -> None:
    opine(stage)
    stage.act("head", "review", matter=KEY, result="disagree", remark="应当起诉")
    meet(stage, *["prosecute"] * 5, "drop_minor")
    assert stage.state.matters[KEY].must_go_to_chief
    assert "issue.majority_differs" in refused(
        stage, "handler", "issue_document", document="d", template="non_prosecution_decision",
        number="1",
    )  # fmt: skip
    assert "review.majority_differs" in refused(
        stage, "head", "review", matter=KEY, result="agree"
    )
    stage.act("head", "submit", matter=KEY, to="chief")
    stage.act("chief", "decide", matter=KEY, do="prosecute", fields={"charge": "诈骗罪"})
    matter = stage.state.matters[KEY]
    assert matter.decision is not None
    assert (matter.decision.by, matter.decision.do) == ("chief", "prosecute")
    assert matter.opinion is not None
    assert matter.opinion.do == "drop_minor"


def test_dt_4_6_a_majority_equal_to_the_handler_goes_on(stage: Stage) -> None:
    opine(stage)
    meet(stage, "drop_minor", "drop_minor", "prosecute")
    assert not stage.state.matters[KEY].must_go_to_chief
    stage.act("head", "review", matter=KEY, result="agree")
    assert stage.state.matters[KEY].status == "to_chief"


@pytest.mark.parametrize(
    "votes", [("prosecute", "drop_minor"), ("prosecute",) * 2 + ("drop_minor",) * 2]
)
def test_dt_4_8_a_tie_is_not_mandatory_and_says_so(stage: Stage, votes: tuple[str, ...]) -> None:
    opine(stage)
    meet(stage, *votes)
    matter = stage.state.matters[KEY]
    assert matter.meeting is not None
    assert matter.meeting.majority is None
    assert not matter.must_go_to_chief
    assert any("文本未规定，按默认口径" in n.text and not n.in_text for n in matter.notes)
    stage.act("head", "submit", matter=KEY, to="chief")


def test_dt_4_7_the_handler_is_not_counted_in_the_majority(stage: Stage) -> None:
    opine(stage)
    meet(stage, "prosecute", handler="drop_minor")
    matter = stage.state.matters[KEY]
    assert matter.meeting is not None
    assert matter.meeting.majority == "prosecute"
    assert any("不计" in n.text for n in matter.notes)


def test_dt_4_9_a_handler_may_change_and_the_first_opinion_stays(stage: Stage) -> None:
    opine(stage)
    meet(stage, "prosecute", "prosecute")
    opine(stage, "prosecute")
    matter = stage.state.matters[KEY]
    assert not matter.must_go_to_chief
    assert [o.do for o in matter.opinions] == ["drop_minor", "prosecute"]
    stage.act("head", "review", matter=KEY, result="agree")


@pytest.mark.clause("responsibility-7a")
@pytest.mark.clause("responsibility-23c")
def test_dt_4_7_the_head_convenes_and_a_meeting_asked_for_binds_too(stage: Stage) -> None:
    opine(stage)
    codes = refused(
        stage, "handler", "hold_meeting", matter=KEY, opinions={"second": "prosecute"}, record="r"
    )
    assert "person.duty" in codes
    stage.act("handler", "request_meeting", matter=KEY, question="是否构成犯罪")
    assert [a.step for a in stage.state.awaiting] == ["hold_meeting"]
    meet(stage, "prosecute", "prosecute", "drop_minor")
    assert stage.state.matters[KEY].must_go_to_chief


@pytest.mark.clause("responsibility-7c")
def test_dt_4_11_an_unsigned_record_blocks_the_next_step(stage: Stage) -> None:
    opine(stage)
    opinions = {"second": "prosecute", "third": "prosecute"}
    stage.act("head", "hold_meeting", matter=KEY, opinions=opinions, record="记录")
    stage.act("second", "sign_record", matter=KEY)
    assert refused(stage, "head", "submit", matter=KEY, to="chief") == ["meeting.unsigned"]
    assert "sign.other" in refused(stage, "second", "sign_record", matter=KEY, person="third")
    stage.act("head", "sign_record", matter=KEY, person="third", refused="不同意记录")
    stage.act("head", "submit", matter=KEY, to="chief")


def test_stated_majority_must_be_the_computed_one(stage: Stage) -> None:
    opine(stage)
    codes = refused(
        stage, "head", "hold_meeting", matter=KEY, record="r", majority="drop_minor",
        opinions={"second": "prosecute", "third": "prosecute"},
    )  # fmt: skip
    assert codes == ["meeting.majority"]


@pytest.mark.clause("responsibility-8")
@pytest.mark.clause("responsibility-6a")
def test_dt_2_7_and_4_2_the_way_is_opinion_review_chief(stage: Stage) -> None:
    decide = {"do": "drop_minor", "subject": "a", "fields": DROP}
    assert "decide.no_opinion" in refused(stage, "chief", "decide", **decide)
    assert "decide.chief_required" in refused(stage, "handler", "decide", **decide)
    opine(stage)
    assert "decide.not_submitted" in refused(stage, "chief", "decide", matter=KEY, do="drop_minor")
    stage.act("head", "review", matter=KEY, result="agree")
    stage.act("chief", "decide", matter=KEY, do="drop_minor")
    assert stage.state.outcomes == {"a": "drop_minor"}


def test_opinion_cannot_be_replaced_while_it_is_with_the_chief(stage: Stage) -> None:
    opine(stage)
    stage.act("head", "review", matter=KEY, result="agree")
    codes = refused(
        stage,
        "handler",
        "opine",
        do="prosecute",
        subject="a",
        reasons="改",
        fields={"charge": "x"},
    )
    assert codes == ["opine.sent"]
    stage.act("chief", "instruct", matter=KEY, what="re_review", reason="核实")
    opine(stage, "prosecute")


def test_an_unknown_key_is_no_way_round_an_open_matter(stage: Stage) -> None:
    opine(stage, "prosecute")
    meet(stage, "drop_minor", "drop_minor", "prosecute")
    data = {"do": "prosecute", "subject": "a", "fields": {"charge": "诈骗罪"}}
    with_key = refused(stage, "handler", "decide", matter=KEY, by_delegation=True, **data)
    unknown = refused(stage, "handler", "decide", matter="no:such", by_delegation=True, **data)
    assert "decide.majority_differs" in with_key
    assert unknown == with_key
