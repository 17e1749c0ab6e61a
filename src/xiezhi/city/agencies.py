"""The rows that each agency would export, from the books; still as plain values."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from xiezhi.city.books import Books, Loan, Pension
from xiezhi.city.histories import History, add_months

Row = list[Any]
TO_EFFECT = timedelta(days=10)  # the time for an appeal passes before a judgment takes effect


def measures(books: Books) -> Iterator[Row]:
    """公安机关：每人每次强制措施一行."""
    for h in books.histories:
        who = [h.police_no, h.person.name, h.person.identity_number]
        first_end = h.arrested_on or (h.bails[0].start_on if h.bails else h.judged_on)
        yield [
            *who,
            "刑事拘留",
            h.detained_on,
            first_end,
            "公安机关",
            h.excluded_days or "",
            "是" if h.identity_unknown else "否",
        ]
        if h.arrested_on:
            yield [*who, "逮捕", h.arrested_on, h.judged_on, "人民检察院", "", "否"]
        for bail in h.bails:
            yield [*who, "取保候审", bail.start_on, bail.end_on, bail.decided_by, "", "否"]


def custody(books: Books) -> Iterator[Row]:
    """看守所：每段羁押一行."""
    for index, h in enumerate(books.histories):
        for start, end in h.custody():
            yield [
                h.person.name,
                h.person.identity_number,
                start,
                end,
                h.charge.removesuffix("罪"),
                h.police_no,
                f"{h.district[:2]}分局",
                f"{'甲乙丙'[index % 3]}{201 + index % 12}",
            ]


def sentences(books: Books) -> Iterator[Row]:
    """人民法院：每名罪犯每个生效判决一行."""
    for h in books.histories:
        yield [
            h.police_no,
            h.court_no,
            h.person.name,
            h.person.identity_number,
            h.charge,
            h.penalty,
            h.months or "",
            h.probation_months or "",
            "是" if h.recidivist else "否",
            h.fine_yuan or "",
            h.judged_on,
            h.judged_on + TO_EFFECT,
            h.judged_on + timedelta(days=1),
            h.credited_days,
        ]


def judgments(books: Books) -> Iterator[Row]:
    """人民法院：每份判决书一行."""
    for h in books.histories:
        yield [
            h.court_no,
            h.court_no,
            h.judged_on.year,
            f"云州市{h.district}人民法院",
            f"云州市{h.district}人民检察院",
            "一审",
            h.charged_on(),
            h.judged_on,
        ]


def defendants(books: Books) -> Iterator[Row]:
    """判决书中的被告人."""
    for h in books.histories:
        yield [
            h.court_no,
            1,
            h.person.name,
            h.person.identity_number,
            "自然人",
            h.person.born_on,
            h.offence_on,
            h.detained_on,
            h.arrested_on or "",
            "是" if h.recidivist else "否",
        ]


def charges(books: Books) -> Iterator[Row]:
    """判决书中的罪名：指控与认定各一行."""
    for h in books.histories:
        yield [h.court_no, 1, "指控", h.charge]
        yield [h.court_no, 1, "认定", h.charge]


def articles(books: Books) -> Iterator[Row]:
    """公诉机关引用的条款；单独成行，照文书原样."""
    for h in books.histories:
        yield [h.court_no, h.article]


def priors(books: Books) -> Iterator[Row]:
    """前科：每次有罪判决一行."""
    for h in books.histories:
        for number, prior in enumerate(h.priors, 1):
            yield [
                h.court_no,
                1,
                number,
                prior.charge,
                prior.penalty,
                prior.months,
                prior.offence_on,
                prior.judged_on,
                prior.released_on,
            ]


def proposals(books: Books) -> Iterator[Row]:
    """检察机关的量刑建议."""
    for h in books.histories:
        if h.penalty in ("有期徒刑", "拘役"):
            low, high = h.proposed_months
            yield [h.court_no, 1, h.penalty, low, high, "是" if h.proposed_fine else "否"]


def prisoners(books: Books) -> Iterator[Row]:
    """监狱：每次收监服刑一行."""
    for h in books.histories:
        if _goes_to_prison(h):
            ends_on = h.ends_on()
            over = ends_on <= books.today
            yield [
                h.person.name,
                h.person.identity_number,
                "有期徒刑",
                "云州监狱",
                h.judged_on + TO_EFFECT,
                ends_on if over else "",
                "刑满释放" if over else "",
            ]
    for term in books.imprisonments:
        yield [
            term.person.name,
            term.person.identity_number,
            "有期徒刑",
            "云州监狱",
            term.start_on,
            term.end_on or "",
            term.end_reason,
        ]


def _goes_to_prison(h: History) -> bool:
    served = h.ends_on() > h.judged_on + TO_EFFECT
    return h.penalty == "有期徒刑" and h.probation_months is None and served


def pensions(books: Books) -> Iterator[Row]:
    """人社部门：每人每月一行."""
    for pension in books.pensions:
        yield from _months_paid(pension)


def _months_paid(pension: Pension) -> Iterator[Row]:
    month = pension.first
    while month <= pension.last:
        yield [
            pension.person.identity_number,
            pension.person.name,
            pension.kind,
            month,
            month + timedelta(days=14),
            pension.yuan,
            pension.returned_on or "",
        ]
        month = add_months(month, 1)


def corrections(books: Books) -> Iterator[Row]:
    """社区矫正机构：每名对象一行."""
    for c in books.corrections:
        yield [
            c.person.name,
            c.person.identity_number,
            c.kind,
            c.effective_on,
            c.reported_on or "",
            c.searched_on or "",
            c.excuse,
            c.effective_on,
            add_months(c.effective_on, c.months),
            f"{c.person.district}司法所",
            c.person.district,
            f"云州市{c.person.district}人民法院",
            _once_past(c.effective_on + timedelta(days=c.notified_after), books.today),
            _once_past(c.effective_on + timedelta(days=c.documents_after), books.today),
            c.ended_on or "",
        ]


def _once_past(day: date, today: date) -> date | str:
    return day if day <= today else ""


def correction_reports(books: Books) -> Iterator[Row]:
    """社区矫正机构：报到登记."""
    for c in books.corrections:
        if c.reported_on:
            yield [
                c.person.name,
                c.person.identity_number,
                "报到",
                c.reported_on,
                c.person.district,
            ]


def loans(books: Books) -> Iterator[Row]:
    """人民法院：民间借贷判决."""
    for loan in books.loans:
        yield [
            loan.judgment_no,
            loan.judgment_no,
            "云州市云江区人民法院",
            loan.loan_on + timedelta(200),
            loan.judged_on,
            "判决",
            loan.loan_on,
            loan.principal_yuan,
            loan.agreed_pct,
            loan.supported_pct,
            "是",
            "转账",
            "否",
            "否",
        ]


def loan_parties(books: Books) -> Iterator[Row]:
    """人民法院：民间借贷当事人."""
    for loan in books.loans:
        yield [loan.judgment_no, "原告", 1, *_lender(loan)]
        yield [loan.judgment_no, "被告", 1, loan.borrower.name, loan.borrower.identity_number, ""]


def _lender(loan: Loan) -> Row:
    if loan.lender_firm:
        return [loan.lender_firm[0], "", loan.lender_firm[1]]
    assert loan.lender is not None
    return [loan.lender.name, loan.lender.identity_number, ""]


def licences(books: Books) -> Iterator[Row]:
    """地方金融管理机构：放贷资质."""
    for number, name, from_on, until_on in books.licences:
        yield [number, name, from_on, until_on]


def as_text(value: Any) -> Any:
    """A date as clerks write it: 2026.1.5; any other value as it is."""
    return f"{value.year}.{value.month}.{value.day}" if isinstance(value, date) else value
