"""The command ``xiezhi monitor``: the countdown, once or every hour."""

import json
from datetime import date, datetime, timedelta
from time import sleep
from typing import Any

import click
from django.utils import timezone

from xiezhi.management.actions.run_countdown import Countdown, run_countdown
from xiezhi.management.models import Alert, Finding
from xiezhi.organs.directory import names

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command(help="流程监控：提示将届满的期限，记下超过的期限；同一天可以重复运行。")
@click.option("--on", "on", type=DAY, help="看哪一天，年-月-日；默认今天")
@click.option("--stay", is_flag=True, help="不退出，每小时再看一次")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def monitor(on: datetime | None, stay: bool, as_json: bool) -> None:
    """Run the countdown; what was told or found before a kill stays whole, the rest comes next."""
    if on and stay:
        raise click.UsageError("--on 与 --stay 只能选一个")
    _run(on.date() if on else timezone.localdate(), as_json=as_json)
    while stay:
        sleep(seconds_to_next_hour(timezone.localtime()))
        _run(timezone.localdate(), as_json=as_json)


def seconds_to_next_hour(now: datetime) -> float:
    """Return how many seconds are left of the hour, at least one: some clocks count hours."""
    following = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return max((following - now).total_seconds(), 1.0)


def _run(on: date, *, as_json: bool) -> None:
    found = run_countdown(on)
    if as_json:
        click.echo(json.dumps(_plain(found, on), ensure_ascii=False))
        return
    for alert in found.alerts:
        left = (alert.due_on - on).days
        click.echo(f"提示  {alert.number} {alert.label} {alert.due_on}，剩{left}天")
    for finding in found.findings:
        click.echo(f"发现  {finding.number} {finding.label} {finding.due_on} 届满")
    click.echo(f"{on}：新提示 {len(found.alerts)} 次，新发现 {len(found.findings)} 件")


def _plain(found: Countdown, on: date) -> dict[str, Any]:
    alerts = [_row(alert) | {"days_before": alert.days_before} for alert in found.alerts]
    findings = [_row(one) | {"severity": one.severity} for one in found.findings]
    return {"on": str(on), "alerts": alerts, "findings": findings}


def _row(one: Alert | Finding) -> dict[str, Any]:
    told = dict(one.receipts.values_list("person", "role"))
    called = names(set(told))
    return {
        "procuratorate": one.procuratorate,
        "proceeding": str(one.proceeding),
        "number": one.number,
        "rule": one.rule,
        "clock": one.clock,
        "label": one.label,
        "due_on": str(one.due_on),
        "told": [{"person": p, "name": called.get(p, ""), "role": r} for p, r in told.items()],
    }
