"""A correction notice by keyboard alone: verified, proposed, decided, issued, served, answered."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.designate import designate
from xiezhi.casework.actions.register import CaseGiven
from xiezhi.casework.models import Clock
from xiezhi.casework.tests.office import staff_office
from xiezhi.documents.models import Document

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
SERIOUS = """
async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(v => ["serious", "critical"].includes(v.impact)).map(v => v.id)
"""
STOPS = 150  # presses of the tab key within which a person must get anywhere on a page
HERE = "(element) => element === document.activeElement"


class Keys:
    """A person without a mouse: goes by Tab, types, chooses by arrows, sends by Enter."""

    def __init__(self, page):
        self.page = page

    def reach(self, target):
        """Press Tab until the target has the focus."""
        target = target.first
        target.wait_for(state="attached")
        for _ in range(STOPS):
            if target.evaluate(HERE):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {target}")

    def enter(self, selector):
        """Go to a link or button and press Enter; the page that follows has nothing serious."""
        self.reach(self.page.locator(selector))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.evaluate(AXE.read_text("utf-8"))
        assert self.page.evaluate(SERIOUS) == [], self.page.url

    def write(self, values):
        """Fill the fields of the form by name in the order in which the page has them."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]:not([type=hidden])').first
            kind = field.evaluate("e => e.type || ''")
            if kind == "radio":
                self.choose(name, value)
                continue
            self.reach(field)
            if kind == "checkbox":
                self.page.keyboard.press("Space")
            elif kind == "date":  # year, month and day are places of their own
                self.page.keyboard.type(value[5:7] + value[8:] + value[:4])
            elif kind.startswith("select"):
                for _ in range(field.locator("option").count()):
                    if field.input_value() != value:
                        self.page.keyboard.press("ArrowDown")
            else:
                self.page.keyboard.press("Control+A")
                self.page.keyboard.type(value)
            assert field.input_value() == value, name

    def choose(self, name, value):
        """Tab stops once at a group of radio buttons; the arrows go through it."""
        group = self.page.locator(f'main [name="{name}"]')
        wanted = self.page.locator(f'main [name="{name}"][value="{value}"]')
        self.reach(group)
        for _ in range(group.count()):
            self.page.keyboard.press("Space")
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
            if wanted.is_checked():
                return
        raise AssertionError(f"not chosen by keys: {name} {value}")


VERIFIED = {"violation_found": "true", "verification": "调取羁押台账，询问管教民警。"}
PROPOSED = {
    "reasons": "超期羁押侵犯人身自由，情节较重。",
    "violation": "拘留期限届满后仍羁押四日。",
}
TYPED = {
    "addressee": "云江区看守所",
    "breached": "《中华人民共和国刑事诉讼法》第九十一条",
    "demands": "立即释放或者变更强制措施。",
}


@pytest.fixture
def matter(transactional_db):
    """An office and a supervision matter of its second prosecutor, accepted today."""
    office = staff_office("YJ", "云江")
    now = timezone.now()
    case = CaseGiven("云江区看守所超期羁押监督事项", "超期羁押", "transferred", [])
    opened = accept(office.manager, "supervision.supervision_matter", "YJ", case, at=now)
    designate(office.manager, opened.pk, "p1", "专业对口", office.chief.code, at=now)
    office.matter = opened
    return office


def test_a_notice_is_made_served_and_awaited_by_keys(matter, page, live_server, sign_in):
    keys = Keys(page)
    home = reverse("case-page", args=[matter.matter.pk])
    reply_by = (timezone.localdate() + timezone.timedelta(days=15)).isoformat()

    def at_the_case(person):
        sign_in(person)  # and so on the workbench, where the case stands
        keys.enter(f'main a[href="{home}"]')

    at_the_case(matter.p1)
    keys.enter('main a[href*="do=record_verification"]')
    keys.write(VERIFIED)
    keys.enter("main form button.btn-primary")
    keys.enter('main a[href*="/act/opine/"][href*="do=issue_correction_notice"]')
    keys.write({**PROPOSED, "reply_by": reply_by})
    keys.enter("main form button.btn-primary")

    at_the_case(matter.head)
    keys.enter('main a[href*="/act/review/"]')
    keys.write({"result": "agree", "remark": "同意"})
    keys.enter("main form button.btn-primary")

    at_the_case(matter.chief)
    keys.enter('main a[href*="/act/decide/"][href*="do=issue_correction_notice"]')
    keys.enter("main form button.btn-primary")
    keys.enter("main form button.btn-primary")  # read once more, then recorded

    at_the_case(matter.p1)
    keys.enter(f'main a[href*="{reverse("documents", args=[matter.matter.pk])}"]')
    keys.enter('main form:has(input[value="correction_notice"]) button')
    keys.write(TYPED)
    keys.enter("main form button.btn-primary")
    keys.enter('main a[href$="/issue/"]')
    keys.enter("main form button.btn-primary")
    keys.enter('main a[href$="/serve/"]')
    keys.write({"mode": "direct", "proof": "送达回证"})
    keys.enter("main form button.btn-primary")
    assert Clock.objects.get(key="correction_reply").status == "running"

    keys.enter(f'a[href="{home}"]')
    assert "回复纠正情况" in page.locator("aside").inner_text()
    keys.enter('a[href="/workbench/"]')
    assert "等待被监督单位回复" in page.locator("main").inner_text()
    keys.enter(f'main a[href="{home}"]')
    keys.enter('main a[href$="/reply/"]')
    keys.enter("main form button.btn-primary")  # one field forgotten: said, with a link to it
    keys.write({"content": "已经释放，并查明原因。", "accepted": "true"})
    keys.enter("main form button.btn-primary")
    assert Document.objects.get().status == "replied"
    assert Clock.objects.get(key="correction_reply").status == "done"
