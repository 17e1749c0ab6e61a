"""The capacity in which a document is drafted is the one by which its drafter may."""

from xiezhi.documents.access import must_draft
from xiezhi.documents.tests.conftest import DAY


def test_a_handler_drafts_as_handler_whatever_else_they_are(approved):
    approved.proceeding.refresh_from_db()
    post = approved.handler.posts.get()
    on = approved.proceeding.opened_on
    assert must_draft(approved.handler, approved.proceeding, on) == "prosecutor"
    assert must_draft(approved.assistant, approved.proceeding, on) == "assistant"
    post.role = "department_head"
    post.save()
    approved.handler.posts.create(
        procuratorate=post.procuratorate, role="committee_member", from_on=DAY
    )
    assert must_draft(approved.handler, approved.proceeding, on) == "handler"
