"""Page times at 100 000 proceedings on PostgreSQL; XIEZHI_BENCH_SIZE makes it smaller.

The pages are asked in process, as whole requests: sessions, access, queries, templates. Goal: 95
of 100 under 150 milliseconds. XIEZHI_BENCH_QUERIES=1 prints the slowest queries.
"""

import itertools
import os
import statistics
import time

from bench._database import again_on_postgresql, fresh_database, has_postgresql, is_postgresql

GOAL = 150  # milliseconds, the 95th percentile
TIMES = 40  # requests of each page
SIZE = int(os.environ.get("XIEZHI_BENCH_SIZE", "100000"))


def main():
    """Measure on the PostgreSQL that is named, else on a temporary one; say when there is none."""
    if not is_postgresql():
        if not has_postgresql():
            print("没有 PostgreSQL，页面用时没有测量。")
            return 0
        return again_on_postgresql("pages")
    with fresh_database():
        _report()
    return 0


def _report():
    from bench._years import fill

    offices, handlers, real = fill(SIZE)
    office = offices[0]
    print(f"{SIZE:,} 件，PostgreSQL，每页 {TIMES} 次（毫秒；目标：p95 < {GOAL}）")
    print(f"{'页面':<12}{'角色':<10}{'p50':>7}{'p95':>7}{'最长':>7}{'CPU':>6}{'查询':>5}")
    own = handlers[office.code]
    slow = []
    for label, role, people, urls in _visits(office, own, real):
        took, busy, queries = _measure(people, urls)
        p95 = statistics.quantiles(took, n=20)[-1]
        verdict = "" if p95 < GOAL else "  未达目标"
        slow += [label] if verdict else []
        print(f"{label:<12}{role:<10}{statistics.median(took):>7.0f}{p95:>7.0f}"
              f"{max(took):>7.0f}{busy:>6.0f}{queries:>5}{verdict}", flush=True)  # fmt: skip
    print("全部达到目标" if not slow else f"未达目标：{'、'.join(slow)}")


def _visits(office, own, real):
    """Yield (page, role, people, addresses)."""
    from django.urls import reverse

    from xiezhi.casework.models import Proceeding

    cases = dict(Proceeding.objects.filter(pk__in=real).values_list("pk", "handler_id"))
    pages = [reverse("case-page", args=[pk]) for pk in cases]
    people = {person.code: person for person in own}
    chief, manager = [office.chief], [office.manager]
    yield "工作台", "承办人", own, [reverse("workbench")]
    yield "工作台", "检察长", chief, [reverse("workbench")]
    yield "案件页", "承办人", [people[code] for code in cases.values()], pages
    yield "案件列表", "案管", manager, [reverse("cases"), reverse("cases") + "?page=5"]
    yield "案件列表", "承办人", own, [reverse("cases")]
    yield "已结案件", "案管", manager, [reverse("cases") + "?state=closed"]
    yield (
        "检索",
        "检察长",
        chief,
        [reverse("search") + f"?q={q}" for q in ("望舟", "赵怀瑾", "诈骗")],
    )
    yield "检索", "承办人", own, [reverse("search") + "?q=盗窃"]
    yield "羁押", "案管", manager, [reverse("custody")]
    yield "日历", "检察长", chief, [reverse("calendar")]
    yield "日历", "承办人", own, [reverse("calendar")]


def _measure(people, urls):
    """Return milliseconds of each request, of Python's own work in one, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browsers = []
    for person in people:
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(person)
        browsers.append(browser)
    pairs = list(itertools.islice(zip(itertools.cycle(browsers), itertools.cycle(urls)), TIMES))
    pairs[0][0].get(pairs[0][1])  # fills what is read once
    with CaptureQueriesContext(connection) as seen:
        answer = pairs[0][0].get(pairs[0][1])
    queries = len(seen)
    assert answer.status_code == 200, f"{answer.status_code} {pairs[0][1]}"
    if os.environ.get("XIEZHI_BENCH_QUERIES"):
        for query in sorted(seen, key=lambda q: -float(q["time"]))[:3]:
            print(f"    {float(query['time']) * 1000:.0f} ms  {query['sql'][:900]}")
    took, busy = [], time.process_time()
    for browser, url in pairs:
        began = time.perf_counter()
        browser.get(url)
        took.append((time.perf_counter() - began) * 1000)
    busy = (time.process_time() - busy) * 1000 / TIMES
    return took, busy, queries
