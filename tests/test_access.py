"""Every address of the site as every role: nothing breaks, nothing is told to who may not know.

A new address needs a line in ADDRESSES: who may read it, and arguments to try it with.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

# Who may read what; the words are those of `people_of` in conftest.py.
CASE = {"chief", "deputy_chief", "full_time_member", "committee_member", "department_head",
        "prosecutor_handling", "assistant_handling", "case_management"}  # fmt: skip
CUSTODY = CASE | {"resident_prosecutor"}
CLUE = {"chief", "deputy_chief", "analyst", "prosecutor_handling"}
MODELS = {"chief", "deputy_chief", "analyst", "department_head", "head_elsewhere",
          "prosecutor_handling", "prosecutor", "prosecutor_of_another_department", "recused",
          "recused_head",
          "resident_prosecutor", "case_management", "chief_beside", "case_management_beside",
          "chief_above", "prosecutor_above"}  # fmt: skip
# Whoever writes models; whoever reviews them.
WRITERS = MODELS - {"chief", "deputy_chief", "case_management", "chief_beside",
                    "case_management_beside", "chief_above"}  # fmt: skip
REVIEWERS = (MODELS - {"case_management", "case_management_beside"}) | {
    "full_time_member", "committee_member", "recused_member"}  # fmt: skip
ANALYST = {"analyst"}
REGISTRARS = MODELS - {"chief", "deputy_chief", "chief_beside", "chief_above"}
MANAGER = {"case_management"}
MANAGERS = MANAGER | {"case_management_beside"}
INSPECTORS = {"inspection"}
RECORD = {"inspection", "chief", "prosecutor_handling"}  # a record: its author besides
RECORDS = {"inspection", "chief", "chief_beside", "chief_above"}  # registers of the units
MATTER = {"inspection", "chief"}
CONCERNED = MATTER | {"prosecutor"}  # one of them is examined, and reads the own part
NOBODY = set()
OPEN = "open"  # without signing in
ALL = "all"  # everybody signed in; what it lists is checked for words of the case

pytestmark = pytest.mark.django_db

ROLES = sorted(
    CUSTODY | CLUE | MODELS | MANAGERS | INSPECTORS
    | {"technician", "judicial_police", "assistant", "clerk", "administrator", "without_post"}
)  # fmt: skip
# These get through somewhere and try every example with strange words besides.
THOROUGH = {"prosecutor_handling", "case_management", "analyst"}
# A few that stand for the rest in everyday work; all the others are walked by CI.
DAILY = {"chief", "chief_beside", "clerk", "committee_member", "head_elsewhere", "recused",
         "prosecutor_of_another_department", "resident_prosecutor", "without_post"}  # fmt: skip
# Pages for doing something: whether it may be done the law says, not the right to read.
ACTING = {"act", "custody-change", "evidence-add", "evidence-exclude", "fact-add", "proof-link",
          "document-draft", "document-revise",
          "document-issue", "document-serve", "document-reply", "document-pdf",
          "document-trace", "document-trace-word", "document-trace-pdf",  # the world's is a draft
          "import-preview",
          "import-quarantine", "intake", "ledger-check", "draft", "model-run-cancel",
          "model-run-settle", "link-run", "link-pair", "link-decide",
          "link-withdraw", "interference-step", "accountability-step"}  # fmt: skip
# The same for everybody, with nothing of a case: a few roles are enough.
NEUTRAL = {"home", "help", "set_language", "demo-sign-in", "login", "logout", "law", "law-rule",
           "law-instrument", "law-article", "exchange-receive"}  # fmt: skip
MASKED = {"13800000000", "990101199007120016", "990102198803040017"}  # shown in part

TABS = ("papers", "opinions", "timeline", "ledger")
ACTS = ("accept", "refuse_acceptance", "assign", "reassign", "join_member", "assign_task",
        "assist_in_court", "recuse", "note_facts",
        "move", "opine", "hear_member", "review", "request_meeting", "hold_meeting",
        "sign_record", "submit", "resolve", "decide", "instruct", "object", "answer_objection",
        "issue_document", "serve", "reply", "extend", "exclude", "suspend", "resume", "close",
        "annotate", "nonsense")  # fmt: skip
GONE = "00000000-0000-4000-8000-000000000000"
# name → (who, arguments to fill the address with; {…} are ids of the world)
ADDRESSES = {
    "login": (OPEN, [[]]),
    "logout": (ALL, [[]]),
    "home": (ALL, [[]]),
    "help": (ALL, [[]]),
    "set_language": (OPEN, [[]]),
    "demo-sign-in": (OPEN, [[]]),
    "law": (ALL, [[]]),
    "law-rule": (ALL, [["criminal.arrest_review_detained"], ["nonsense"]]),
    "law-instrument": (ALL, [["刑事诉讼法(2018)"], ["nonsense"]]),
    "law-article": (ALL, [["刑事诉讼法(2018)", "91"], ["刑事诉讼法(2018)", "x"]]),
    "workbench": (ALL, [[]]),
    "cases": (ALL, [[]]),
    "calendar": (ALL, [[]]),
    "custody": (ALL, [[]]),
    "search": (ALL, [[]]),
    "ledger": (ALL, [[]]),
    "ledger-check": (ALL, [[GONE]]),
    "inspect": (INSPECTORS, [[]]),
    "accept": (MANAGERS, [[]]),
    "accept-as": (MANAGERS, [["criminal.review_for_arrest"], ["nonsense"]]),
    "case-page": (CASE, [["{proceeding}"], [GONE]]),
    "case-material": (CASE, [["{proceeding}", tab] for tab in (*TABS, "nonsense")]),
    "clock-why": (CASE, [["{proceeding}", "review_detained:P1"], ["{proceeding}", "x/y"]]),
    "act": (CASE, [["{proceeding}", kind] for kind in ACTS]),
    "custody-change": (CASE, [["{proceeding}", "P1"], ["{proceeding}", "P99"], [GONE, "P1"]]),
    "draw": (CASE, [["{proceeding}"], [GONE]]),
    "case-evidence": (CASE, [["{proceeding}"], [GONE]]),
    "evidence-add": (CASE, [["{proceeding}"]]),
    "evidence-exclude": (CASE, [["{proceeding}", "{item}"], ["{proceeding}", 99]]),
    "fact-add": (CASE, [["{proceeding}"], [GONE]]),
    "proof-link": (CASE, [["{proceeding}"], [GONE]]),
    "text": (CASE, [["{text}"], [GONE]]),
    "documents": (CASE, [["{proceeding}"], [GONE]]),
    "document-draft": (CASE, [["{proceeding}"]]),
    "document": (CASE, [["{document}"], [GONE]]),
    "document-revise": (CASE, [["{document}"]]),
    "document-issue": (CASE, [["{document}"]]),
    "document-word": (CASE, [["{document}"], [GONE]]),
    "document-pdf": (CASE, [[GONE]]),
    "document-trace": (CASE, [["{document}"], [GONE]]),
    "document-trace-word": (CASE, [["{document}"], [GONE]]),
    "document-trace-pdf": (CASE, [[GONE]]),
    "document-serve": (CASE, [["{document}"]]),
    "document-reply": (CASE, [["{document}"]]),
    "powers": (ALL, [[]]),
    "powers-compare": (ALL, [[]]),
    "powers-ask": (ALL, [[]]),
    "monitoring": (ALL, [[]]),
    "supervision-figures": (ALL, [[]]),
    "alert-seen": (NOBODY, [[999999]]),
    "finding": (NOBODY, [[GONE]]),
    "finding-notice": (NOBODY, [[GONE]]),
    "finding-step": (NOBODY, [[GONE, "answer"], [GONE, "nonsense"]]),
    "exchange-receive": (OPEN, [[]]),
    "inbox": (MANAGERS, [[]]),
    "message": (MANAGER, [["{message}"], [GONE]]),
    "message-accept": (MANAGER, [["{message}"], [GONE]]),
    "message-refuse": (MANAGER, [["{message}"], [GONE]]),
    "clue-board": (ALL, [[]]),
    "clue": (CLUE, [["{clue}"], [GONE]]),
    "clue-verify": (CLUE, [["{clue}"], [GONE]]),
    "clue-reject": (CLUE, [["{clue}"], [GONE]]),
    "clue-establish": (CLUE, [["{clue}"], [GONE]]),
    "clue-merge": (CLUE, [["{clue}"], [GONE]]),
    "clue-transfer": (CLUE, [["{clue}"], [GONE]]),
    "clue-receive": (CLUE, [["{clue}"], [GONE]]),
    "clue-assign": (CLUE, [["{clue}"], [GONE]]),
    "clue-file": (CLUE, [["{clue}"], [GONE]]),
    "clue-register": (REGISTRARS, [[]]),
    "clue-outcomes": (MODELS, [[]]),
    "false-litigation": (MODELS, [[]]),
    "clue-screen": (CLUE, [["{clue}"], [GONE]]),
    "clue-classify": (CLUE, [["{clue}"], [GONE]]),
    "clue-split": (CLUE, [["{clue}"], [GONE]]),
    "clue-hand-over": (CLUE, [["{clue}"], [GONE]]),
    "clue-answer": (CLUE, [["{clue}"], [GONE]]),
    "clue-feedback": (CLUE, [["{clue}"], [GONE]]),
    "models": (MODELS, [[]]),
    "model-runs": (MODELS, [[]]),
    "model-run": (ANALYST, [[]]),
    "model-run-cancel": (ANALYST, [[GONE]]),
    "model-run-settle": (ANALYST, [[GONE]]),
    "model": (MODELS, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "model-packages": (MODELS, [[]]),
    "workshop": (WRITERS, [[]]),
    "draft": (WRITERS, [[GONE]]),
    "draft-install": (ANALYST, [[GONE]]),
    "model-compare": (WRITERS, [[]]),
    "model-tests": (MODELS, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "model-marks": (ANALYST, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "model-ask": (WRITERS, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "model-review": (REVIEWERS, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "model-stage": (MODELS, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "model-local": (ANALYST, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "model-export": (ANALYST, [["criminal.bail_over_12_months"], ["nonsense"]]),
    "back-test-cancel": (ANALYST, [[GONE]]),
    "imports": (MODELS, [[]]),
    "import-new": (ANALYST, [[]]),
    "import-preview": (ANALYST, [["nonsense"]]),
    "intake": (ANALYST, [[GONE]]),
    "import-undo": (ANALYST, [["nonsense"]]),
    "import-quarantine": (ANALYST, [["nonsense"]]),
    "link-pairs": (ANALYST, [[]]),
    "link-run": (ANALYST, [[]]),
    "link-pair": (ANALYST, [["person", "x", "y"], ["nonsense", "x", "y"]]),
    "link-decide": (ANALYST, [["person", "x", "y"]]),
    "link-withdraw": (ANALYST, [[GONE]]),
    "interference": (ALL, [[]]),
    "interference-new": (ALL, [[]]),
    "interference-month": (ALL, [[]]),
    "risk-points": (ALL, [[]]),
    "interference-register": (RECORDS, [[]]),
    "interference-record": (RECORD, [["{record}"], [GONE]]),
    "interference-step": (
        RECORD,
        [
            ["{record}", "supplement"],
            ["{record}", "verify"],
            ["{record}", "hand-over"],
            ["{record}", "nonsense"],
        ],
    ),
    "reverse-checks": (RECORDS, [[]]),
    "reverse-check": (NOBODY, [[GONE]]),
    "reverse-check-close": (NOBODY, [[GONE]]),
    "reverse-check-day": (NOBODY, [[GONE, "1"]]),
    "counsel-warnings": (ALL, [[]]),
    "counsel-warning": (NOBODY, [[GONE]]),
    "limited-persons": (INSPECTORS, [[]]),
    "limited-strike": (NOBODY, [[GONE]]),
    "accountability": (ALL, [[]]),
    "accountability-new": (INSPECTORS, [[]]),
    "accountability-life": (INSPECTORS, [[]]),
    "discipline-committee": (INSPECTORS, [[]]),
    "accountability-case": (CONCERNED, [["{matter}"], [GONE]]),
    "liability-worksheet": (MATTER, [["{matter}"], [GONE]]),
    "liability-finding": (INSPECTORS, [["{matter}"], [GONE]]),
    "accountability-step": (
        CONCERNED,
        [
            ["{matter}", kind]
            for kind in (
                "analyse_case",
                "open_inquiry",
                "state_view",
                "determine",
                "decide_handling",
                "ask_review",
                "nonsense",
            )
        ],
    ),
}
QUERIES = ("", "?q=盗窃&tab=nonsense&do=x&subject=P9&state=x&on=x&from=x&page=-1&which=x&line=x")
SENT = (
    {},
    {"reasons": "x", "step": "confirmed", "q": "x", "number": "x", "ground": "x", "code": "x",
     "reason": "x", "result": "x", "text": "x", "receiver": "x", "template": "x", "parties": "-1",
     "model": "nonsense", "as_of": "x", "received_on": "2026-13-45", "served_on": "x",
     "accepted": "x", "method": "designated", "handler": "x", "mode": "x", "content": "\x00"},
)  # fmt: skip


def patterns(resolver=None, prefix=""):
    """Yield (name, route) of every address."""
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield one.name, route
        else:
            yield from patterns(one, route)


def visits(world, *, all_of_them):
    """Yield (name, who, url): every example for those who get through, else two at most."""
    ids = {"message": world.message.pk, "proceeding": world.proceeding.pk, "item": world.item,
           "text": world.text, "document": world.document, "clue": world.clue.pk,
           "record": world.record.pk, "matter": world.matter.pk}  # fmt: skip
    for name, (who, examples) in ADDRESSES.items():
        if name in NEUTRAL and not all_of_them:
            continue
        for example in examples if all_of_them else examples[:2]:
            filled = [arg.format(**ids) if isinstance(arg, str) else arg for arg in example]
            yield name, who, reverse(name, args=filled)


def answers(browser, url, *, thorough, posted=1):
    """Yield (what was sent, answer), GETs and POSTs; what a POST changed is rolled back."""
    for query in QUERIES if thorough else QUERIES[:1]:
        yield f"GET {url}{query}", browser.get(url + query)
    for sent in SENT if thorough else SENT[:posted]:
        with transaction.atomic():
            yield f"POST {url} {sent}", browser.post(url, sent)
            transaction.set_rollback(True)


def body(answer):
    """Return everything that an answer says: its text and where it leads."""
    content = answer.getvalue() if answer.streaming else answer.content
    return content.decode("utf-8", "replace") + answer.headers.get("Location", "")


def test_every_address_has_a_line_in_the_table():
    named = {name for name, _route in patterns()}
    for name, route in patterns():
        assert name in ADDRESSES, (
            f"新的网址 {route}（{name}）还没有写明谁可以看：请在 tests/test_access.py 的 "
            "ADDRESSES 里加一行，写明可以看的角色和一组试用的参数。"
        )
    assert set(ADDRESSES) <= named, f"网址已经没有了，删去它的行：{set(ADDRESSES) - named}"


@pytest.mark.parametrize(
    "role", [r if r in DAILY else pytest.param(r, marks=pytest.mark.slow) for r in ROLES]
)
def test_every_address_as_every_role(world, role):
    browser = Client(raise_request_exception=False)
    browser.force_login(world.people[role])
    thorough = role in THOROUGH
    wrong = []
    for name, who, url in visits(world, all_of_them=thorough):
        if name == "logout":
            continue
        for sent, answer in answers(browser, url, thorough=thorough, posted=who != ALL):
            found = problems(world, role, name, who, answer)
            wrong += [f"{problem}: {sent}" for problem in found]
    assert not wrong, "\n".join([role, *wrong])


def problems(world, role, name, who, answer):
    """Yield what is wrong with an answer to this role."""
    if answer.status_code >= 500:
        yield "出错"
    if who not in (OPEN, ALL) and role not in who and answer.status_code not in (403, 404, 405):
        yield f"没有拒绝（{answer.status_code}）"
    told = body(answer)
    yield from (f"看到了“{s}”" for s in secrets_from(world, role, name) if s in told)


def secrets_from(world, role, name):
    """Yield the words that this role must not read at an address."""
    if role not in CASE:
        # The custody board tells a resident prosecutor who is held where, and nothing else.
        oversees = (role, name) == ("resident_prosecutor", "custody")
        yield from world.case_secrets[1:] if oversees else world.case_secrets
    if role not in CLUE:
        yield from world.clue_secrets
    if role not in RECORD:
        yield from world.record_secrets
    if role not in MATTER:
        yield from world.matter_secrets
    elif role != "inspection":
        yield world.matter_secrets[-1]  # who reported


@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_entitled_is_served(world, role):
    browser = Client(raise_request_exception=False)
    browser.force_login(world.people[role])
    seen = set()
    for name, who, url in visits(world, all_of_them=False):
        if (
            name in seen
            or name in ACTING
            or role == "without_post"
            or (who not in (OPEN, ALL) and role not in who)
        ):
            continue
        seen.add(name)
        assert browser.get(url).status_code in (200, 302, 405), f"{role}: {url}"


def test_the_entitled_do_read_the_secrets(world):
    """Proves that the search for secrets would find them where they are told."""
    browser = Client()
    browser.force_login(world.people["prosecutor_handling"])
    told = "".join(
        body(browser.get(url))
        for name, _who, url in visits(world, all_of_them=True)
        if name in ("case-page", "case-material", "text", "case-evidence", "clue")
    )
    missing = [s for s in world.case_secrets + world.clue_secrets if s not in told]
    assert missing == [s for s in missing if s in MASKED]


def test_nobody_reads_anything_before_signing_in(world):
    browser = Client(raise_request_exception=False)
    for _name, who, url in visits(world, all_of_them=True):
        for sent, answer in answers(browser, url, thorough=False):
            if who == OPEN:
                assert answer.status_code < 500, sent
            else:
                assert answer.status_code == 302, sent
                assert answer.url.startswith(reverse("login")), sent
            assert not [s for s in world.case_secrets + world.clue_secrets if s in body(answer)]
