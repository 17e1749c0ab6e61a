"""`xiezhi dossier`: read judgments into records."""

from __future__ import annotations

import codecs
from pathlib import Path

import click

from xiezhi.dossier.judgment_lines import extract_file

LOOKED_AT = 65_536  # bytes at the beginning of a file by which text is told from anything else


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
    """Extract every judgment of ``source``: exit code 1 when any line failed, 2 when the files
    given cannot be used; then nothing is written.
    """
    wrong = problem_with(source, target)
    if wrong:
        raise click.UsageError(wrong)
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


def problem_with(source: Path, target: Path) -> str:
    """Say in Chinese why these two files cannot be used, with the cure; empty when they can."""
    if source.is_dir():
        return f"输入路径是一个文件夹：{source}。请写明其中的 .jsonl 文件"
    if not source.is_file():
        return f"找不到输入文件：{source}。请检查路径"
    if not target.absolute().parent.is_dir():
        return f"输出目录不存在：{target.absolute().parent}。请先建立该目录"
    if target.is_dir():
        return f"输出路径是一个目录：{target}。请写明文件名"
    if target.exists() and source.samefile(target):
        return f"输入和输出是同一个文件：{source}。请换一个输出文件名"
    try:
        with source.open("rb") as content:
            head = content.read(LOOKED_AT)
    except OSError as error:
        return f"输入文件不能读取：{source}（{error.strerror}）。请检查权限"
    if not head.strip():
        return f'输入文件是空的：{source}。请写入每行一个 {{"id", "text"}}'
    if b"\0" in head or not any(map(is_readable, head.splitlines())):
        return f"输入文件不是 UTF-8 文本：{source}。请先转成 UTF-8 编码、每行一个 JSON 对象"
    return ""


def is_readable(line: bytes) -> bool:
    """Whether a line, which may end in half a character, is UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return False
    return bool(line.strip())
