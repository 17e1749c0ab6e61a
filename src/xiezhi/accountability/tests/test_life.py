"""A person's record for life holds what others recorded of the person: votes and former teams."""

from xiezhi.accountability.life import life_record
from xiezhi.casework.actions.join_member import join_member
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.figures.words import do_label
from xiezhi.casework.models import HandlingMember
from xiezhi.casework.selectors import touched_by
from xiezhi.casework.tests.office import PROSECUTION, at
from xiezhi.deliberation.actions.hold_meeting import hold_meeting
from xiezhi.deliberation.actions.instruct import instruct
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.resolve import resolve
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.actions.sign_record import sign_record
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.ledger import packs

DROP = {"subject": "P1", "fields": {"drop_reasons": "情节轻微"}}


def said(office, code):
    """What the record says of each case, by number: the words of every act."""
    record = life_record("YJ", code, office.inspector)
    return {one.number: [act.said for act in one.acts] for one in record.cases}


def test_who_only_votes_or_speaks_has_the_case_in_the_record(office):
    opened = under_review(office)
    opine(office.p1, opened.pk, "drop_minor", "情节轻微", at=at(3, 4), **DROP)
    spoken = {"p2": "prosecute", "p3": "drop_minor", "p4": "drop_minor"}
    hold_meeting(office.head, opened.pk, MATTER, spoken, "记录", at=at(3, 5))
    for code in spoken:
        absent = {"attendee": code, "refused": "出差在外"}
        sign_record(office.head, opened.pk, MATTER, **absent, at=at(3, 5, 9, 30))
    review(office.head, opened.pk, MATTER, "agree", at=at(3, 5, 10))
    instruct(office.chief, opened.pk, MATTER, "to_committee", at=at(3, 6))
    voters = ("chief", "deputy", "fulltime", "member1")
    votes = dict.fromkeys(voters, "drop_minor") | {"member1": "prosecute"}
    resolve(office.chief, opened.pk, MATTER, "drop_minor", votes, at=at(3, 7))
    voted = do_label(packs.in_force().procedures[PROSECUTION], "prosecute")
    for code in ("member1", "p2"):
        ((number, (words,)),) = said(office, code).items()
        assert (number, words) == (opened.number, voted)
    assert said(office, "p6") == {}, "neither voted nor spoke"
    assert said(office, "member2") == {}, "on the roster, absent"


def test_a_former_member_without_acts_keeps_the_case_in_the_record(office):
    opened = under_review(office)
    join_member(office.chief, opened.pk, "assistant", "assistant", at=at(3, 3, 11))
    new = {"method": "designated", "handler": "p2", "reason": "原承办人离岗", "approver": "chief"}
    perform(office.chief, opened.pk, "reassign", new, at=at(3, 4))
    HandlingMember.objects.filter(person_id="assistant").delete()
    for code in ("assistant", "p1", "p2"):
        assert [one.id for one in touched_by(code, "YJ")] == [opened.pk]
    assert touched_by("p", "YJ") == (), "a part of a code is nobody"
