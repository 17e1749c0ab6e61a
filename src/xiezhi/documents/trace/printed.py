"""The trace as a Word file: the same as the page, with every digest whole, to be verified by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from xiezhi.casework.figures.words import LEVELS, capacity_label
from xiezhi.documents.trace.rows import HeldItem, Ruling, Trace
from xiezhi.dossier.drafting.report import Table, Words, report
from xiezhi.law import Citation
from xiezhi.law.power_lists import ListInForce

NOTHING = "无。"


def printed(trace: Trace) -> tuple[bytes, str]:
    """Return the .docx and a file name without ending."""
    name = f"{trace.document}{trace.number}决定轨迹"
    return report("决定轨迹", [*_head(trace), *_rules(trace), *_body(trace), *_proof(trace)]), name


def _head(trace: Trace) -> Iterator[Words]:
    decided = trace.decided
    yield Words("number", trace.number)
    yield Words("heading", "一、文书与决定")
    issued = f"{trace.issued_by}于{_moment(trace.issued_at)}签发" if trace.issued_at else ""
    yield Words("paragraph", f"文书：{trace.procuratorate}{trace.document}，{issued}。")
    yield Words("paragraph", f"案件：{trace.case_title}（{trace.proceeding_number}）。")
    by = f"由{decided.decider}以{capacity_label(decided.capacity)}身份"
    yield Words("paragraph", f"决定：{decided.label}，{by}于{_moment(decided.at)}作出。")
    if decided.by_delegation:
        yield Words("paragraph", f"职权来源：{_entrusting(trace)}。")
    yield Words("paragraph", f"承办：{'、'.join(decided.handlers) or '无'}。")


def _entrusting(trace: Trace) -> str:
    given = trace.decided.entrusting
    if given is None:
        return "受检察长委托"
    return f"受{given.giver}委托，委托期间自{given.from_on}起至{given.until_on}前"


def _rules(trace: Trace) -> Iterator[Words]:
    yield Words("heading", "二、由谁决定的规则及其版本")
    yield from _ruling("决定日", trace.decided.ruling)
    if trace.proposed is not None:
        yield from _ruling("提出意见日", trace.proposed)
    yield Words("subheading", "（默认口径）")
    for note in trace.defaults:
        yield Words("paragraph", f"{note.text}。{_cited(note.citation)}")
    if not trace.defaults:
        yield Words("paragraph", NOTHING)


def _ruling(day: str, ruling: Ruling) -> Iterator[Words]:
    yield Words("subheading", f"（{day}：{ruling.on}）")
    for ground in ruling.grounds:
        won = "适用规则" if ground.won else "同时成立的规则"
        level = LEVELS.get(ground.level, ground.level)
        said = f"{won}{ground.rule}：{ground.label}，{level}。"
        yield Words("paragraph", said + _cited(ground.citation))
    for one in ruling.lists:
        yield Words("paragraph", f"职权清单：{one.said}，{_filing(one)}。")
    yield Words("paragraph", f"规则包版本：{ruling.version}。")


def _filing(one: ListInForce) -> str:
    until = f"至{one.until_on}前" if one.until_on else ""
    days = f"自{one.from_on}起{until}施行"
    if not one.must_be_filed:
        return days
    if one.filed_on is None:
        return f"{days}，未见报最高人民检察院备案的回执"
    return f"{days}，{one.filed_on}报最高人民检察院备案（{one.filing_number}）"


def _body(trace: Trace) -> Iterator[Words | Table]:
    yield Words("heading", "三、不同意见和异议")
    if not trace.reads_internal:
        yield Words("paragraph", "属内卷内容，仅供有权阅看的人员查阅，本份不载。")
    for one in trace.dissent:
        yield Words("paragraph", f"{_moment(one.at)} {one.step}：{one.who}：{one.said}。")
    if trace.reads_internal and not trace.dissent:
        yield Words("paragraph", NOTHING)
    if trace.heard:
        yield Words("subheading", "（听取的意见）")
    for one in trace.heard:
        yield Words("paragraph", f"{_moment(one.at)} {one.step}：{one.who}：{one.said}。")
    held = trace.held
    yield Words("heading", "四、作出决定时案卷所有的材料")
    for title, items in (("证据", held.evidence), ("文书", held.documents), ("事实", held.facts)):
        yield Words("subheading", f"（{title}）")
        yield from _items(items)


def _items(items: tuple[HeldItem, ...]) -> Iterator[Words | Table]:
    if not items:
        yield Words("paragraph", NOTHING)
        return
    rows = tuple((one.no, one.label, one.said) for one in items)
    yield Table(("号", "名称", "当时的情况"), (32, 70, 54), rows)


def _proof(trace: Trace) -> Iterator[Words | Table]:
    yield Words("heading", "五、办案行为")
    rows = tuple(
        (
            str(act.seq),
            _moment(act.at, precise=True),
            act.label,
            f"{act.who} {act.capacity}".strip(),
            act.said,
            f"{act.rule} {act.version}",
        )
        for act in trace.acts
    )
    heads = ("账本号", "时间", "行为", "人员和身份", "内容", "规则和版本")
    yield Table(heads, (13, 31, 20, 24, 38, 30), rows)
    yield Words("heading", "六、核验")
    yield Words("paragraph", f"账本：{trace.chain}。{trace.broken or '各条摘要相符，前后相接'}。")
    yield Words("paragraph", f"文书正本 SHA-256：{trace.sha256}")
    digests = tuple((str(act.seq), act.sha256, act.sm3) for act in trace.acts)
    yield Table(("账本号", "SHA-256", "SM3"), (16, 70, 70), digests)
    said = "在存有账本的机器上运行 xiezhi ledger verify，可以逐条重算摘要并与上表比对。"
    yield Words("paragraph", said)


def _cited(citation: Citation | None) -> str:
    if citation is None:
        return "没有原文可引，未核。"
    unverified = "" if citation.verified else "（引文未经核对）"
    quote = f"：“{citation.quote}”" if citation.quote else ""
    return f"依据{citation.text}{quote}{unverified}。"


def _moment(at: datetime | None, *, precise: bool = False) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    if precise:  # to the millisecond, as the ledger has it
        return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d}"
    return f"{local:%Y年}{local.month}月{local.day}日{local:%H:%M}"
