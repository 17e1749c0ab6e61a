"""`xiezhi dossier`: read judgments into records."""

from __future__ import annotations

from pathlib import Path

import click

from xiezhi.dossier.judgment_lines import extract_file


@click.group(help="卷宗：从裁判文书提取要素。")
def dossier() -> None:
    """Group of the dossier's commands."""


@dossier.command(
    name="extract",
    help=(
        '提取裁判文书要素。IN.jsonl 每行一个 {"id", "text"}；OUT.jsonl 每行一条记录，'
        "spans 为各字段在原文中的位置。"
    ),
)
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(path_type=Path))
def extract_judgments(source: Path, target: Path) -> None:
    """Extract every judgment of ``source``; exit code 1 when any line failed."""
    if not source.is_file():
        raise click.ClickException(f"找不到输入文件：{source}。请检查路径")
    if not target.absolute().parent.is_dir():
        raise click.ClickException(f"输出目录不存在：{target.absolute().parent}。请先建立该目录")
    if target.is_dir():
        raise click.ClickException(f"输出路径是一个目录：{target}。请写明文件名")
    try:
        tally = extract_file(source, target, lambda bad: click.echo(str(bad), err=True))
    except OSError as error:
        raise click.ClickException(
            f"文件读写失败：{error.filename or target}（{error.strerror}）。请检查权限和磁盘空间"
        ) from error
    click.echo(
        f"共{tally.read}行，提取{tally.read - tally.failed}条，失败{tally.failed}条 → {target}"
    )
    if tally.failed:
        raise SystemExit(1)
