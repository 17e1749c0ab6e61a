"""Years of a prefecture's cases for measuring pages: a few played for real, the rest as rows."""

import datetime as dt
import itertools
import random
import uuid

from django.db import connection
from django.utils import timezone

from xiezhi.casework.models import Awaiting, Case, Clock, HandlingMember, Party, Proceeding
from xiezhi.casework.tests.office import ARREST, SINCE, accepted, given_to, staff_office, theft
from xiezhi.evidence import fulltext
from xiezhi.evidence.models import SearchPage
from xiezhi.organs.models import Person

OFFICES = 9
PROSECUTORS = 20  # of an office, beside the few who play real cases
OPEN = 0.05  # of all proceedings: the rest are closed
HELD = 0.5  # of all suspects
AGES = {True: (1, 6), False: (10, 900)}  # days since the opening, open and closed
REAL = 60  # proceedings opened by real acts
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "望舟怀瑾明远清越守拙启衡承砚修远北辰"
CAUSES = ("盗窃", "诈骗", "危险驾驶", "故意伤害", "开设赌场", "寻衅滋事")
BATCH = 5000
COPY = "COPY evidence_bigrams(rowid, body) FROM STDIN"


def fill(size):
    """Fill the database to `size` proceedings; return the offices and the ids of real ones."""
    draw = random.Random(20260)
    offices = [staff_office(f"O{n}", f"第{n}") for n in range(OFFICES)]
    handlers = {office.code: _prosecutors(office) for office in offices}
    real = _real(offices[0], min(REAL, size))
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX evidence_bigrams_body")
    numbers = iter(range(size - len(real)))
    made = 0
    while batch := list(itertools.islice(numbers, BATCH)):
        _rows(draw, batch, offices, handlers)
        made += len(batch)
        print(f"\r已备 {made + len(real):,} 件", end="", flush=True)
    print()
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX evidence_bigrams_body ON evidence_bigrams USING gin (body)")
        cursor.execute("ANALYZE")
    return offices, handlers, real


def _prosecutors(office):
    people = [
        Person(code=f"{office.code}-{n}", name=f"检察官{n}", category="prosecutor")
        for n in range(PROSECUTORS)
    ]
    for person in people:
        person.save()
        person.posts.create(
            procuratorate=office.unit, role="prosecutor", from_on=SINCE,
            department=office.departments["P1"],
        )  # fmt: skip
    return people


def _real(office, count):
    found = []
    for number in range(count):
        when = timezone.now() - dt.timedelta(days=2, minutes=number)
        opened = accepted(office, case=theft(f"许望舟{number}"), when=when, detained=True)
        handler = f"{office.code}-{number % PROSECUTORS}"
        given_to(office, opened.pk, handler, when=when + dt.timedelta(hours=1))
        found.append(opened.pk)
    return found


def _rows(draw, batch, offices, handlers):
    """Insert a batch of closed and open proceedings with all that pages read of them."""
    tables = {model: [] for model in (Case, Party, Proceeding, Clock, HandlingMember, Awaiting)}
    for number in batch:
        office = offices[number % OFFICES]
        handler = handlers[office.code][number // OFFICES % PROSECUTORS]
        for row in _one(draw, number, office, handler):
            tables[type(row)].append(row)
    for model, rows in tables.items():
        model.objects.bulk_create(rows)
    _index(tables[Case], tables[Party])


def _one(draw, number, office, handler):
    """Yield the rows of one proceeding."""
    is_open = draw.random() < OPEN
    opened_on = timezone.localdate() - dt.timedelta(days=draw.randint(*AGES[is_open]))
    due_on = opened_on + dt.timedelta(days=7)
    name = draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(GIVEN)
    cause = draw.choice(CAUSES)
    case = Case(
        id=uuid.uuid4(), number=f"第{office.code}受〔2026〕{number}号", title=f"{name}{cause}案",
        cause=cause, procuratorate=office.unit, source="transferred", registered_at=timezone.now(),
    )  # fmt: skip
    proceeding = Proceeding(
        case=case, procedure_id=ARREST, number=f"第{office.code}审〔2026〕{number}号",
        title=f"{case.title}（审查逮捕）", procuratorate=office.unit, opened_on=opened_on,
        department=office.departments["P1"], pack_version="cn@1", handler=handler,
        stage="review" if is_open else "approved",
        stage_label="审查" if is_open else "批准逮捕", closed_on=None if is_open else due_on,
    )  # fmt: skip
    yield case
    yield Party(
        case=case, code="P1", role="suspect", name=name, custody_from=opened_on,
        custody="in_custody" if draw.random() < HELD else "bail", custody_place="第一看守所",
    )  # fmt: skip
    yield proceeding
    yield Clock(
        proceeding=proceeding, no=1, key="review_detained:P1", label="审查逮捕期限",
        subject="P1", period_id="criminal.arrest_review_detained", start_on=opened_on,
        due_on=due_on, status="running" if is_open else "done",
    )  # fmt: skip
    yield HandlingMember(proceeding=proceeding, person=handler, role="handler")
    if is_open:
        yield Awaiting(
            proceeding=proceeding, step="opine", label="提出审查意见", person=handler,
            matter="arrest:P1", since_at=timezone.now(),
        )  # fmt: skip


def _index(cases, parties):
    pages = [
        SearchPage(kind="case", ref=str(c.pk), case=c, title=c.title, body=f"{c.title} {c.number}")
        for c in cases
    ] + [
        SearchPage(kind="party", ref=f"{p.case_id}:P1", case=p.case, title=p.name, body=p.name)
        for p in parties
    ]
    stored = SearchPage.objects.bulk_create(pages)
    # As fulltext.put does it, but in bulk: there is nothing to replace.
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for page in stored:
            copy.write_row((page.pk, fulltext._vector(f"{page.title} {page.body}")))
