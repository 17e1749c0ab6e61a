"""Evidence: numbered, excluded only by a prosecutor with reasons, never cited once excluded."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from xiezhi.casework.actions.join_member import join_member
from xiezhi.casework.tests.office import accepted, at, given_to
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.exclude_item import exclude_item, readmit_item
from xiezhi.evidence.actions.link_proof import link_proof, state_fact
from xiezhi.evidence.selectors import citable, items_of, must_be_citable, proof_map
from xiezhi.law import Refused
from xiezhi.ledger.selectors import acts_of

ON = dt.date(2026, 3, 3)
WHEN = at(3, 3)


@pytest.fixture
def proceeding(office):
    return given_to(office, accepted(office).pk)


def nine_items(office, case_id):
    for n in range(1, 10):
        given = ItemGiven(
            "witness", f"证人{n}证言", "公安机关移送", collected_on=dt.date(2026, 2, 1)
        )
        assert add_item(office.p1, case_id, given, at=WHEN) == n


def test_an_excluded_item_stays_on_file_and_cannot_be_cited(office, proceeding):
    case_id = proceeding.case_id
    nine_items(office, case_id)
    exclude_item(office.p1, case_id, 7, "以威胁方法取得", at=WHEN)
    assert [item.no for item in citable(case_id)] == [1, 2, 3, 4, 5, 6, 8, 9]
    assert items_of(office.p1, proceeding.pk, ON)[6].excluded_reason == "以威胁方法取得"
    with pytest.raises(Refused, match="已经排除的证据不能引用") as refused:
        must_be_citable(case_id, [1, 7])
    assert "第66条" in refused.value.refusals[0].citation.text
    assert [act.kind for act in acts_of(("case", str(case_id)))][-1] == "exclude_evidence"
    readmit_item(office.p1, case_id, 7, "补正后可以采用", at=WHEN)
    assert len(must_be_citable(case_id, [1, 7])) == 2


def test_who_is_not_on_the_team_arranges_nothing(office, proceeding):
    given = ItemGiven("witness", "证言", "移送")
    for person in (office.p2, office.head, office.chief):
        with pytest.raises(Refused) as refused:
            add_item(person, proceeding.case_id, given, at=WHEN)
        assert refused.value.level == 403
    assert citable(proceeding.case_id) == ()


def test_an_assistant_enters_evidence_but_excludes_none(office, proceeding):
    join_member(office.chief, proceeding.pk, "assistant", "assistant", at=at(3, 2, 11))
    case_id = proceeding.case_id
    add_item(office.assistant, case_id, ItemGiven("physical", "刀", "扣押"), at=WHEN)
    with pytest.raises(Refused, match="由本案检察官审查认定"):
        exclude_item(office.assistant, case_id, 1, "来源不明", at=WHEN)


@pytest.mark.parametrize(
    ("no", "reason", "why"), [(1, " ", "写明理由"), (9, "来源不明", "没有这件证据")]
)
def test_an_exclusion_needs_an_item_and_a_reason(office, proceeding, no, reason, why):
    add_item(office.p1, proceeding.case_id, ItemGiven("physical", "刀", "扣押"), at=WHEN)
    with pytest.raises(Refused, match=why):
        exclude_item(office.p1, proceeding.case_id, no, reason, at=WHEN)


def test_an_unknown_kind_is_refused_in_chinese(office, proceeding):
    with pytest.raises(ValidationError) as refused:
        add_item(office.p1, proceeding.case_id, ItemGiven("hearsay", "传闻", "某"), at=WHEN)
    assert "hearsay" in str(refused.value.message_dict["kind"])


def test_the_proof_map_ties_items_to_facts_and_leaves_excluded_ones_out(office, proceeding):
    case_id = proceeding.case_id
    nine_items(office, case_id)
    fact = state_fact(office.p1, case_id, "2026年2月1日入户盗窃", party="P1", at=WHEN)
    link_proof(office.p1, case_id, fact, 1, "supports", at=WHEN)
    link_proof(office.p1, case_id, fact, 2, "contradicts", note="时间不符", at=WHEN)
    link_proof(office.p1, case_id, fact, 3, "supports", at=WHEN)
    exclude_item(office.p1, case_id, 3, "以威胁方法取得", at=WHEN)
    (row,) = proof_map(case_id)
    assert row.is_supported_by == (1,)
    assert [(p.item_no, p.bearing) for p in row.proofs] == [
        (1, "supports"), (2, "contradicts"), (3, "supports"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="不能引用"):
        link_proof(office.p1, case_id, fact, 3, "supports", at=WHEN)
