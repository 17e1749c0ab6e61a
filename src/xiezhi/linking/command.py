"""The command ``xiezhi screen link``, beside those of the room `clues`."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from xiezhi.clues.command import refusing
from xiezhi.clues.command import screen as screen
from xiezhi.clues.operators import console_operator
from xiezhi.linking.actions.link_records import link_records, queue_linking
from xiezhi.linking.binding import SUBJECTS, binding
from xiezhi.modelling.library import store
from xiezhi.screening import ScreeningError, national
from xiezhi.screening.linkage import link, mention_of

_LABELS = {"person": "人员", "firm": "单位"}
_COUNTS = {
    "records": "记录", "without_number": "没有号码", "subjects": "对象", "by_number": "按号码关联",
    "by_weight": "按权重关联", "decided": "按人的判断", "to_decide": "待人判断",
}  # fmt: skip


@click.command("link", help="关联同一人、同一单位：先按有效号码，再按权重；不够门槛的由人判断。")
@click.option("--table", "tables", multiple=True, help="只看这些表，不保存；可以写几次")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def link_command(tables: tuple[str, ...], as_json: bool) -> None:
    """Link the records of the unit's tables and say what came of it; exit 1 when it failed."""
    operator = console_operator()
    if tables:
        found = _look(operator.procuratorate, tables)
    else:
        run = link_records(operator, queue_linking(operator, "命令行"))
        if run.state == run.State.FAILED:
            raise click.ClickException(run.message)
        found = run.record
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for subject, one in found.items():
        counts = "，".join(f"{label} {one['counts'][name]}" for name, label in _COUNTS.items())
        click.echo(f"{_LABELS[subject]}：{counts}\n    {one['why']}（权重 {one['weights']}）")


def _look(unit: str, tables: tuple[str, ...]) -> Mapping[str, Any]:
    found = {}
    try:
        named = [national()[table] for table in tables]
        for subject in SUBJECTS:
            chosen = [table.table for table in named if mention_of(table, subject)]
            if chosen:
                done = link(store(unit), subject, decided=binding(unit, subject), tables=chosen)
                found[subject] = asdict(done)
    except ScreeningError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if not found:
        raise click.ClickException("这些表没有可以关联的人员、单位。表里要有号码和名称")
    return found


screen.add_command(link_command)
refusing(link_command)
