"""``xiezhi law``: check, explain, due, import and schema. Errors are told in Chinese."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from xiezhi.law import releases
from xiezhi.law.calendar import published_calendar
from xiezhi.law.checking import Report
from xiezhi.law.checking import check as check_pack
from xiezhi.law.conditions import read_fact
from xiezhi.law.deadlines import Deadline, Step
from xiezhi.law.errors import LawError
from xiezhi.law.explaining import explain as explain_rule
from xiezhi.law.importing import import_texts
from xiezhi.law.packs import Pack, load_pack, national, packs_folder
from xiezhi.law.periods import due as due_on
from xiezhi.law.schemas import write_schemas
from xiezhi.law.telling_errors import told
from xiezhi.law.texts import Texts, store_folder, texts_folder
from xiezhi.law.worked import read_interval

Pairs = Sequence[str]


@click.group(help="法律内核：规则包、期限与引用。")
def law() -> None:
    """The law kernel's commands."""


@law.command(help="检查规则包：id、效力、名称、引文与全部算例。")
@click.option(
    "--pack", "root", type=click.Path(path_type=Path), help="规则包目录，默认全国规则包。"
)
@click.option(
    "--overlay", "overlays", type=click.Path(path_type=Path), multiple=True, help="地方规则包。"
)
@told
def check(root: Path | None, overlays: tuple[Path, ...]) -> None:
    """Check a pack; exit 1 when something is wrong."""
    pack = load_pack(root, overlays) if root or overlays else national()
    texts = Texts(texts_folder(), pack.instruments)
    report = check_pack(pack, texts)
    click.echo(_version(pack))
    _tell(report, texts)


def _tell(report: Report, texts: Texts) -> None:
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(_summary(report, texts))
    if report.problems:
        raise SystemExit(1)


def _version(pack: Pack) -> str:
    released = all(releases.is_released(folder) for folder in pack.folders)
    return f"规则包 {pack.name} 版本 {pack.version}（{'已发布' if released else '未发布'}）"


@law.command(help="发布规则包：检查无误后，把版本与内容摘要记入 releases.yaml。")
@click.argument("version", metavar="[VERSION]", required=False)
@click.option(
    "--pack", "root", type=click.Path(path_type=Path), help="规则包目录，默认全国规则包。"
)
@told
def release(version: str | None, root: Path | None) -> None:
    """Add the pack as it stands to its releases; nothing is written when the check fails."""
    folder = root or packs_folder() / "cn"
    pack = load_pack(folder)
    texts = Texts(texts_folder(), pack.instruments)
    _tell(check_pack(pack, texts, is_new=version not in (None, releases.declared(folder))), texts)
    done = releases.release(folder, version)
    click.echo(f"已发布 {load_pack(folder).version}，记入 {folder / releases.FILE}：{done}")


def _summary(report: Report, texts: Texts) -> str:
    names = {
        "instruments": "法律文件", "facts": "事实", "counting": "计算方法", "periods": "期限",
        "procedures": "程序", "authority": "权限", "calendar": "放假年度",
        "liability": "责任",
    }  # fmt: skip
    kinds = "，".join(f"{names.get(kind, kind)} {number}" for kind, number in report.rules.items())
    lines = [
        f"文件 {report.files} 个：{kinds}",
        f"引文：已核对 {report.checked} 处，标明未核对 {report.unverified} 处，"
        f"因没有法律文本而未核对 {report.without_text} 处",
        f"算例：{report.examples} 个",
    ]
    if not texts.available():
        lines.append(
            f"没有法律文本（{texts.folder}），引文未与原文核对；可用 xiezhi law import 导入"
        )
    problems = len(report.problems)
    lines.append(f"发现 {problems} 处问题" if problems else "没有发现问题")
    return "\n".join(lines)


@law.command(help="说明一条规则在某日的内容与依据。")
@click.argument("rule_id", metavar="ID")
@click.option("--on", "on", help="查询日，默认今天，如 2026-03-01。")
@told
def explain(rule_id: str, on: str | None) -> None:
    """Tell a rule as a person would read it."""
    click.echo(explain_rule(rule_id, national(), _date("--on", on) if on else _today()))


@law.command(help="计算一个期限：届满日、最迟日与每一步的依据。")
@click.argument("period", metavar="PERIOD")
@click.option("--start", help="起算日（必填），如 2026-03-01；以小时计的写 2026-03-01T10:30。")
@click.option("--on", "on", help="按哪一日有效的规定计算，默认起算日。")
@click.option("--fact", "facts", multiple=True, help="事实 NAME=VALUE，可多次。")
@click.option(
    "--event", "events", multiple=True, help="事件 NAME=DATE，延长写 extension.NAME=DATE。"
)
@click.option(
    "--exclude", "excluded", multiple=True, help="不计入的期间 FROM..UNTIL（止日不含）。"
)
@click.option("--suspend", "suspended", multiple=True, help="中止的期间 FROM..[UNTIL]。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@told
def due(
    period: str,
    start: str | None,
    on: str | None,
    facts: Pairs,
    events: Pairs,
    excluded: Pairs,
    suspended: Pairs,
    as_json: bool,
) -> None:
    """Compute one clock."""
    pack = national()
    known = pack.period(period)  # an unknown name is told before anything that is missing
    if start is None:
        raise click.UsageError(f"缺少选项 '--start'：写明「{known.label}」的起算日")
    deadline = due_on(
        period,
        _moment("--start", start),
        pack=pack,
        on=_date("--on", on) if on else None,
        facts=_facts(facts, pack),
        events={name: _date(f"--event {name}", day) for name, day in _pairs("--event", events)},
        exclusions=[read_interval(one) for one in excluded],
        suspensions=[read_interval(one) for one in suspended],
    )
    if as_json:
        click.echo(json.dumps(as_data(deadline), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told_steps(deadline)))


def as_data(deadline: Deadline) -> dict[str, object]:
    """A deadline as JSON values; hour clocks also give ``due_at`` and ``latest_at``."""
    data: dict[str, object] = {
        "period": deadline.period_id,
        "due_on": deadline.due_on.isoformat() if deadline.due_on else None,
        "latest_on": deadline.latest_on.isoformat() if deadline.latest_on else None,
        "provisional": deadline.provisional,
    }
    if deadline.due_at and deadline.latest_at:
        data["due_at"] = deadline.due_at.isoformat()
        data["latest_at"] = deadline.latest_at.isoformat()
    data["steps"] = [_step(step) for step in deadline.steps]
    return data


def _step(step: Step) -> dict[str, object]:
    source = step.citation
    return {
        "on": step.on.isoformat() if step.on else None,
        "label": step.label,
        "citation": source.text if source else None,
        "quote": source.quote if source else None,
        "verified": source.verified if source else None,
    }


def _told_steps(deadline: Deadline) -> list[str]:
    until = deadline.due_at.strftime("%Y-%m-%d %H:%M") if deadline.due_at else deadline.due_on
    lines = [f"届满：{until or '尚未起算或者中止'}" + ("（暂定）" if deadline.provisional else "")]
    if deadline.provisional:
        lines.append(f"暂定：{_why_provisional(deadline)}")
    if deadline.latest_on != deadline.due_on:
        lines.append(f"最迟：{deadline.latest_on}")
    for number, step in enumerate(deadline.steps, start=1):
        lines.append(f"{number:>2}. {step.label}")
        if step.citation:
            quote = f"：“{step.citation.quote}”" if step.citation.quote else ""
            doubt = "" if step.citation.verified else "（未核对）"
            lines.append(f"    〔{step.citation.text}{doubt}〕{quote}")
    return lines


def _why_provisional(deadline: Deadline) -> str:
    year = deadline.due_on and deadline.due_on.year
    known = published_calendar().years
    if year and year not in known:
        return (
            f"{year} 年放假安排尚未公布（已公布到 {max(known)} 年），末日可能变动，公布后重新计算"
        )
    return "所据规定的原文未经核对，以原文为准"


@law.command(name="import", help="导入法律文本（每部一个 .jsonl）到本地。")
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@told
def import_(folder: Path) -> None:
    """Import the texts of the laws."""
    imported = import_texts(folder, store_folder(), national().instruments)
    total = sum(imported.articles.values())
    click.echo(f"已导入 {len(imported.articles)} 部法律文件，共 {total} 条，存于 {store_folder()}")
    if imported.unknown:
        click.echo(f"规则包没有登记的文件：{'、'.join(imported.unknown)}")
    if imported.missing:
        click.echo(f"仍缺文本的：{'、'.join(imported.missing)}")


@law.command(help="生成各类规则文件的 JSON Schema，供编辑器使用。")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@told
def schema(folder: Path) -> None:
    """Write the JSON Schemas."""
    for path in write_schemas(folder):
        click.echo(f"已写入 {path}")


def _facts(written: Pairs, pack: Pack) -> dict[str, object]:
    return {name: read_fact(name, value, pack.facts) for name, value in _pairs("--fact", written)}


def _pairs(option: str, written: Pairs) -> list[tuple[str, str]]:
    found = []
    for one in written:
        name, equals, value = one.partition("=")
        if not (name.strip() and equals and value.strip()):
            raise LawError(option, f"「{one}」写法有误", "写成 名称=值")
        found.append((name.strip(), value.strip()))
    return found


def _date(option: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise LawError(option, f"「{written}」不是日期", "写成 2026-03-01 的形式") from error


def _moment(option: str, written: str) -> date | datetime:
    if "T" not in written and " " not in written.strip():
        return _date(option, written)
    try:
        return datetime.fromisoformat(written)
    except ValueError as error:
        raise LawError(option, f"「{written}」不是时刻", "写成 2026-03-01T10:30 的形式") from error


def _today() -> date:
    from xiezhi.law.counting import SHANGHAI

    return datetime.now(SHANGHAI).date()
