"""The command ``xiezhi screen nightly``, for the machine's own timetable."""

import json
from datetime import date, datetime
from typing import Any

import click
from django.utils import timezone

from xiezhi.clues.actions.screen_nightly import Night, nightly_operators, screen_nightly
from xiezhi.screening import ScreeningError

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("nightly", help="每晚运行：本院办案登记写入各表，再运行有数据的全部模型。")
@click.option("--as-of", "as_of", type=DAY, help="截至哪一天，年-月-日；默认今天")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def nightly(as_of: datetime | None, as_json: bool) -> None:
    """Screen for every unit that holds data; exit 1 when a run failed."""
    on: date = as_of.date() if as_of else timezone.localdate()
    try:
        nights = [screen_nightly(operator, on) for operator in nightly_operators()]
    except ScreeningError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if as_json:
        click.echo(json.dumps([_plain(night) for night in nights], ensure_ascii=False, indent=1))
    else:
        for night in nights:
            _say(night, on)
    if any(run.state == run.State.FAILED for night in nights for run in night.runs):
        raise click.exceptions.Exit(1)


def _say(night: Night, on: date) -> None:
    for own in night.own:
        left = (
            f"，{own.left_out} 人没有公安机关案件编号或者证件号码，没有写入"
            if own.left_out
            else ""
        )
        click.echo(f"{night.procuratorate}  {own.table} {len(own.rows)} 行{left}")
    for run in night.runs:
        if run.new_clues or run.message:
            click.echo(f"  {run.model}：新线索 {run.new_clues or 0} 条 {run.message}".rstrip())
    click.echo(
        f"{on} {night.procuratorate}：运行 {len(night.runs)} 个模型，新线索 {night.new_clues} 条，"
        f"缺数据的模型 {len(night.blocked)} 个"
    )


def _plain(night: Night) -> dict[str, Any]:
    return {
        "procuratorate": night.procuratorate,
        "own": {own.table: {"rows": len(own.rows), "left_out": own.left_out} for own in night.own},
        "runs": [
            {"model": run.model, "state": str(run.state), "new_clues": run.new_clues}
            for run in night.runs
        ],
        "blocked": list(night.blocked),
        "new_clues": night.new_clues,
    }
