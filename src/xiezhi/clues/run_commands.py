"""The commands on runs: ``xiezhi screen runs``, ``cancel``, ``release`` and ``discard``."""

import json

import click

from xiezhi.clues import access, printing
from xiezhi.clues.actions.settle_run import cancel_run, discard_run, release_run
from xiezhi.clues.models import ModelRun
from xiezhi.clues.nightly_command import nightly
from xiezhi.clues.operators import console_operator, console_person
from xiezhi.clues.working import end_the_broken
from xiezhi.screening import ScreeningError

_LISTED = 50


def _run(run_id: str) -> ModelRun:
    person = console_person()
    seen = ModelRun.objects.all() if person is None else access.visible_runs(person)
    found = [run for run in seen if str(run.pk).startswith(run_id)] if len(run_id) >= 8 else []
    if len(found) != 1:
        cure = "用 xiezhi screen runs 查看编号，至少写前八位"
        raise click.ClickException(f"没有这次运行：{run_id}。{cure}")
    return found[0]


@click.command("runs", help="列出最近的运行。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def list_runs(as_json: bool) -> None:
    """List the latest runs with their state, progress and who asked for them."""
    person = console_person()
    seen = ModelRun.objects.all() if person is None else access.visible_runs(person)
    runs = list(seen[:_LISTED])
    end_the_broken(runs)
    if as_json:
        rows = [{"id": str(run.pk), **printing.run_row(run), "record": run.record} for run in runs]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for run in runs:
        percent = f" {run.percent}%" if run.state == run.State.RUNNING and run.percent else ""
        click.echo(f"{str(run.pk)[:8]}  {run.get_state_display()}{percent}  {run.model}"
                   f"（截至 {run.as_of}，{run.started_by}）{run.message}")  # fmt: skip


@click.command("cancel", help="取消排队或者运行中的模型。")
@click.argument("run_id")
def cancel(run_id: str) -> None:
    """Cancel one run; a running one stops within a second or so."""
    cancel_run(console_operator(), _run(run_id))
    click.echo("已取消")


@click.command("release", help="查看之后，发布超出预期的结果。")
@click.argument("run_id")
@click.option("--reason", required=True, help="查看了什么，为什么可以发布")
def release(run_id: str, reason: str) -> None:
    """Publish a held run."""
    try:
        new = release_run(console_operator(), _run(run_id), reason)
    except ScreeningError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"已发布，新线索 {len(new)} 条")


@click.command("discard", help="查看之后，不发布超出预期的结果。")
@click.argument("run_id")
@click.option("--reason", required=True, help="查看了什么，为什么不发布")
def discard(run_id: str, reason: str) -> None:
    """Close a held run without publishing."""
    discard_run(console_operator(), _run(run_id), reason)
    click.echo("已记录：看后不发布")


RUN_COMMANDS = (list_runs, cancel, release, discard, nightly)
