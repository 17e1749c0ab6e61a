"""Every page a person works on: axe-core, console, policy, width and stillness."""

from pathlib import Path

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
STILL = 0.02  # cumulative layout shift, at most
WATCH = """
window.__shift = 0; window.__policy = [];
new PerformanceObserver(list => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.__shift += e.value;
}).observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation",
  e => window.__policy.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile || ""}`));
"""
RUN_AXE = """
async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(v => ["serious", "critical"].includes(v.impact))
  .map(v => `${v.id} (${v.impact}): ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)
    + " — " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message).join(" | "))
"""
WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def pages_of(world):
    """Return role → name → address of the pages to look at."""
    case = [world.proceeding.pk]
    act = reverse("act", args=[*case, "annotate"])
    return {
        "prosecutor_handling": {
            "workbench": reverse("workbench"),
            "case": reverse("case-page", args=case),
            "case, opinions": reverse("case-page", args=case) + "?tab=opinions",
            "case, timeline": reverse("case-page", args=case) + "?tab=timeline",
            "case, ledger": reverse("case-page", args=case) + "?tab=ledger",
            "cases": reverse("cases"),
            "act form": act,
            "evidence": reverse("case-evidence", args=case),
            "documents": reverse("documents", args=case),
            "document": reverse("document", args=[world.document]),
            "document, fields": reverse("document-revise", args=[world.document]),
            "clue": reverse("clue", args=[world.clue.pk]),
            "clues": reverse("clue-board"),
            "text": reverse("text", args=[world.judgment]),
            "custody": reverse("custody"),
            "calendar": reverse("calendar"),
            "ledger": reverse("ledger"),
            "search": reverse("search") + "?q=盗窃",
            "law": reverse("law"),
            "powers": reverse("powers"),
            "powers compared": reverse("powers-compare"),
            "powers asked": reverse("powers-ask"),
            "help": reverse("help"),
            "inquiry": reverse("interference-new") + f"?proceeding={case[0]}",
            "three rules": reverse("interference"),
            "record": reverse("interference-record", args=[world.record.pk]),
            "risk points": reverse("risk-points"),
            "403": reverse("inspect"),
            "404": "/nowhere/",
        },
        "inspection": pages_of_inspection(world),
        "analyst": {
            "model": reverse("model", args=[world.clue.model]),
            "models": reverse("models"),
            "runs": reverse("model-runs"),
            "imports": reverse("imports"),
            "import": reverse("import-new"),
        },
        "case_management": {
            "accept": reverse("accept-as", args=["criminal.review_for_arrest"]),
            "draw": reverse("draw", args=case),
            "monitoring": reverse("monitoring"),
            "inbox": reverse("inbox"),
            "message": reverse("message", args=[world.message.pk]),
            "409": reverse("act", args=[*case, "decide"]),
        },
    }


def pages_of_inspection(world):
    """The three rules and liability as the inspection department reads them."""
    return {
        "register": reverse("interference-register") + "?month=2026-02",
        "record": reverse("interference-record", args=[world.record.pk]),
        "reverse checks": reverse("reverse-checks"),
        "limits on counsel": reverse("counsel-warnings"),
        "limited persons": reverse("limited-persons"),
        "accountability": reverse("accountability"),
        "clue of a breach": reverse("accountability-new"),
        "liability": reverse("accountability-case", args=[world.matter.pk]),
        "worksheet": reverse("liability-worksheet", args=[world.matter.pk]),
    }


def complaints(page, url, axe):
    """Yield what is wrong with one page."""
    said = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    answer = page.goto(url, wait_until="load")
    page.wait_for_timeout(250)
    shift = page.evaluate("window.__shift")
    if shift >= STILL:
        yield f"layout shift {shift:.3f}"
    over = page.evaluate(WIDTH)
    if over > 0:
        yield f"{over} px wider than the screen"
    yield from (f"policy: {one}" for one in page.evaluate("window.__policy"))
    # An answer of 403, 404 or 409 is told on the console by Chromium itself.
    mere = f"status of {answer.status}"
    yield from (f"console: {one}" for one in said if mere not in one)
    if axe:
        page.evaluate(axe)
        yield from (f"axe: {one}" for one in page.evaluate(RUN_AXE))


def test_every_page_is_accessible_still_and_quiet(page, served_world, live_server, sign_in):
    if not AXE.is_file():
        pytest.skip("没有 axe-core：先运行 make setup（npm ci）")
    axe = AXE.read_text("utf-8")
    context = page.context
    context.add_init_script(WATCH)
    found = []

    def look(name, url):
        one = context.new_page()
        found.extend(f"{name}: {complaint}" for complaint in complaints(one, url, axe))
        one.close()

    look("login", f"{live_server.url}/login/")
    for role, pages in pages_of(served_world).items():
        sign_in(served_world.people[role])
        for name, address in pages.items():
            look(name, live_server.url + address)
    assert not found, "\n" + "\n".join(found)


def test_the_workbench_is_worked_by_keys(page, served_world, live_server, sign_in):
    sign_in(served_world.people["prosecutor_handling"])
    page.keyboard.press("Tab")
    skip = page.evaluate("() => document.activeElement.className")
    assert "skip" in skip, "the first stop of the tab key leads past the navigation"
    page.keyboard.press("Enter")
    assert page.evaluate("() => location.hash") != ""
