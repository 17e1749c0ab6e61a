"""`xiezhi ledger`: verify the chains, sign checkpoints, replay the acts."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from xiezhi.ledger.verification import Report


@click.group(help="办案账本：校验、检查点、重放核对。")
def ledger() -> None:
    """Group the commands of the ledger."""


@ledger.command(help="校验每条链和保存的规则包，指出第一处断裂（退出码 1）。")
@click.option(
    "--checkpoint", "files", multiple=True, type=click.Path(path_type=Path, exists=True),
    help="已导出的检查点文件，可多次给出；能发现末尾被删除或者整链重写。",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_context
def verify(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Verify every chain; exit code 1 when something is broken."""
    from xiezhi.ledger import checkpoints, digests, verification
    from xiezhi.ledger.errors import LedgerError

    try:
        report = verification.verify([checkpoints.read(path) for path in files])
    except LedgerError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        first = report.first_broken
        click.echo(
            json.dumps(
                {"ok": report.is_sound, **asdict(report), "first": first and asdict(first)},
                ensure_ascii=False,
            )
        )
    else:
        _print(report)
        if not digests.SM3_AVAILABLE:
            click.echo(digests.SM3_ABSENT)
    ctx.exit(0 if report.is_sound else 1)


def _print(report: "Report") -> None:
    for chain in report.chains:
        if chain.broken is None:
            click.echo(f"{chain.chain}：{chain.entries} 条，完整")
        else:
            place = f"第 {chain.broken.seq} 条" if chain.broken.seq is not None else ""
            click.echo(
                f"{chain.chain}：断裂于{place} [{chain.broken.field}] {chain.broken.problem}"
            )
    for pack in report.packs:
        click.echo(f"规则包 {pack.version}：{pack.problem}")
    for name in report.missing_triggers:
        click.echo(f"数据库缺少防改动触发器 {name}：账本可能已被绕过，请核查后恢复。")
    if not report.chains:
        click.echo("账本为空。")


@ledger.command(help="签署每条链当前的链头，导出为文件（请另存于别处）。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="导出文件夹。")
def checkpoint(out: Path | None) -> None:
    """Sign and export every head; refused when a chain is broken."""
    from django.conf import settings
    from django.utils import timezone

    from xiezhi.ledger import checkpoints, selectors, verification

    broken = verification.verify().first_broken
    if broken is not None:
        problem = f"链 {broken.chain} 已断裂（{broken.problem}），不签署检查点。"
        raise click.ClickException(f"{problem}请先运行 xiezhi ledger verify 查明。")
    folder = out or Path(settings.XIEZHI_HOME) / "checkpoints"
    for head in selectors.heads():
        click.echo(checkpoints.write(checkpoints.sign(head, timezone.now()), folder))


@ledger.command(help="从账本重放每个办案程序；--check 只与现有数据表比较。")
@click.option("--check", "only_check", is_flag=True, help="只比较，不写入。")
@click.pass_context
def rebuild(ctx: click.Context, only_check: bool) -> None:
    """Compare, or write anew, every registered projection; exit code 1 on a difference."""
    from xiezhi.ledger.projections import registered

    differences = 0
    for projection in registered():
        if not only_check and projection.rebuild is not None:
            click.echo(f"{projection.name}：重建 {projection.rebuild()} 行")
        found = 0
        for difference in projection.check():
            found += 1
            click.echo(
                f"{projection.name} {difference.subject} 的 {difference.field}："
                f"表中为“{difference.stored}”，重放为“{difference.replayed}”"
            )
        differences += found
        if not found:
            click.echo(f"{projection.name}：与账本一致")
    ctx.exit(1 if differences else 0)


@ledger.command("export-packs", help="导出账本保存的各版本规则包，每版一个文件。")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="导出文件夹。"
)
def export_packs(out: Path) -> None:
    """Write every kept pack; the SHA-256 of a file is the digest in its name."""
    from xiezhi.ledger import pack_files
    from xiezhi.ledger.errors import LedgerError

    try:
        for path in pack_files.write_all(out):
            click.echo(path)
    except LedgerError as error:
        raise click.ClickException(str(error)) from error


@ledger.command("import-packs", help="读入导出的规则包文件，供重放其下的办案行为。")
@click.argument(
    "files", metavar="FILE…", nargs=-1, required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)  # fmt: skip
def import_packs(files: tuple[Path, ...]) -> None:
    """Keep the packs that the files hold; one that is kept already changes nothing."""
    from xiezhi.ledger import pack_files
    from xiezhi.ledger.errors import LedgerError

    try:
        for path in files:
            click.echo(f"已保存规则包 {pack_files.read(path)}")
    except LedgerError as error:
        raise click.ClickException(str(error)) from error
