"""The commands ``xiezhi import``, ``xiezhi screen`` and ``xiezhi clues``."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from xiezhi.clues import access, printing
from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.import_judgments import import_judgments, is_judgments
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.import_sources import Given, Source, sources_of
from xiezhi.clues.model_commands import MODEL_COMMANDS
from xiezhi.clues.models import Clue
from xiezhi.clues.operators import (
    Operator,
    console_operator,
    console_person,
    console_unit,
    operator_of,
)
from xiezhi.clues.profiles import profiles
from xiezhi.clues.run_commands import RUN_COMMANDS
from xiezhi.law.refusals import Refused
from xiezhi.modelling.library import models
from xiezhi.modelling.standing import in_use
from xiezhi.screening import ImportReport, ScreeningError
from xiezhi.screening.profiles import Profile

DAY = click.DateTime(formats=["%Y-%m-%d"])


def _day(value: datetime | None) -> date:
    return value.date() if value else timezone.localdate()


def _unit_read() -> str:
    """The unit whose data are read: that of the person named, who must be allowed to."""
    person = console_person()
    if person is None:
        return console_unit()
    access.require_model_reader(person)
    return operator_of(person).procuratorate


def _dump(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@click.command(
    "import",
    help="导入外部数据：Excel、CSV、JSON 行、Parquet、SQLite，一个文件夹，"
    "或者 postgresql://用户@主机/库（加 --from；密码宜放在环境变量 PGPASSWORD）。",
)
@click.argument("files", nargs=-1, required=True, type=Given())
@click.option("--table", help="导入到哪一张表；不写则自动识别")
@click.option("--auto", is_flag=True, help="自动识别每个工作表（默认）")
@click.option("--profile", help="按一个确认过的对应导入，写它的名称")
@click.option("--from", "tables", multiple=True, help="数据库里的哪张表；可以写几次")
@click.option("--as-of", "as_of", type=DAY, help="数据截至日，年-月-日；默认今天")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def import_files(
    files: tuple[Path | str, ...],
    table: str | None,
    auto: bool,
    profile: str | None,
    tables: tuple[str, ...],
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """Import every file; one that cannot be read is said, the others go on; then exit 1."""
    if sum((auto, bool(table), bool(profile))) > 1:
        raise click.UsageError("--auto、--table 与 --profile 只能选一个")
    operator, found = console_operator(), sources_of(files, tables)
    if not found:
        raise click.ClickException("文件夹里没有可以导入的文件。核对路径，放入文件后再导入")
    mapped = _profile(profile)
    rows: list[dict[str, Any]] = []
    failed = False
    for source in found:
        try:
            report = _import(operator, source, table, mapped, as_of)
        except ScreeningError as refusal:
            failed = True
            rows.append(printing.refused_row(source.name))
            click.echo(f"{source.name}：没有导入。{refusal.within(source.name)}", err=True)
            continue
        rows += printing.import_rows(report)
        if not as_json:
            printing.say_import(report)
        failed = failed or any(sheet.problem for sheet in report.sheets)
    if as_json:
        _dump(rows)
    sys.exit(1 if failed else 0)


def _import(
    operator: Operator,
    source: Source,
    table: str | None,
    profile: Profile | None,
    as_of: datetime | None,
) -> ImportReport:
    data_on = as_of.date() if as_of else None
    with source.opened() as path:
        if not (table or profile) and is_judgments(path):
            return import_judgments(operator, path, data_on=data_on)
        return import_file(operator, path, table=table, profile=profile, data_on=data_on)


def _profile(name: str | None) -> Profile | None:
    if name is None:
        return None
    try:
        return profiles().named(name)
    except ScreeningError as refusal:
        raise click.ClickException(str(refusal)) from refusal


@click.group(help="监督模型：列出、运行。")
def screen() -> None:
    """Group the commands on supervision models."""


@screen.command("list", help="列出监督模型。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def list_models(as_json: bool) -> None:
    """List every model with its question, state and what it still lacks."""
    rows = printing.model_rows(_unit_read(), timezone.localdate())
    if as_json:
        _dump(rows)
        return
    for row in rows:
        state = "可以运行" if row["ready"] else f"受阻：{row['blocked_by']}"
        click.echo(f"{row['id']}  {row['label']}（{state}）\n    {row['question']}")


@screen.command("run", help="运行监督模型，把命中写成线索。")
@click.argument("ids", nargs=-1)
@click.option("--all", "every", is_flag=True, help="运行全部模型")
@click.option("--as-of", "as_of", type=DAY, help="截至哪一天，年-月-日；默认今天")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def run_models(ids: tuple[str, ...], every: bool, as_of: datetime | None, as_json: bool) -> None:
    """Run the models named, or all; exit 1 when one failed."""
    if bool(ids) == every:
        raise click.UsageError("写明模型的 id，或者用 --all 运行全部；两者选一")
    operator, day = console_operator(), _day(as_of)
    chosen = in_use(operator.procuratorate, models().values())
    runs = []
    for model_id in chosen if every else ids:
        try:
            run = queue_run(operator, model_id, day)
        except ScreeningError as refusal:
            raise click.ClickException(str(refusal)) from refusal
        run_model(operator, run)
        runs.append(run)
        if not as_json:
            printing.say_run(run)
    if as_json:
        _dump([printing.run_row(run) for run in runs])
    sys.exit(1 if any(run.state == run.State.FAILED for run in runs) else 0)


@click.group(help="线索库：列出线索。")
def clues() -> None:
    """Group the commands on clues."""


@clues.command("list", help="列出线索；限制知悉的线索不在其中。")
@click.option("--model", help="只列这个模型的线索")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def list_clues(model: str | None, as_json: bool) -> None:
    """List the clues of the repository that are not restricted, newest first."""
    if model and model not in models():
        raise click.ClickException(
            f"没有这个监督模型：{model}。用 xiezhi screen list 查看可用的模型"
        )
    person = console_person()
    found = Clue.objects.all() if person is None else access.visible_clues(person)
    found = found.filter(restricted=False)
    found = found.filter(model=model) if model else found
    if as_json:
        _dump([printing.clue_row(clue) for clue in found])
        return
    for clue in found:
        subject = "，".join(f"{k}={v}" for k, v in clue.subject.items())
        click.echo(
            f"{clue.number}  {clue.get_state_display()}  {clue.title}\n    {clue.model}：{subject}"
        )
    click.echo(f"共 {found.count()} 条")


def refusing(command: click.Command) -> click.Command:
    """Let a Refused of the law reach the console as a Chinese message."""
    call = command.callback

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return call(*args, **kwargs)  # type: ignore[misc]
        except Refused as refused:
            words = "；".join(f"{r.reason}。{r.cure}" for r in refused.refusals)
            raise click.ClickException(words) from refused

    command.callback = wrapped
    return command


for _command in (*RUN_COMMANDS, *MODEL_COMMANDS):
    screen.add_command(_command)
for _command in (
    import_files,
    list_models,
    run_models,
    list_clues,
    *RUN_COMMANDS,
    *MODEL_COMMANDS,
):
    refusing(_command)
