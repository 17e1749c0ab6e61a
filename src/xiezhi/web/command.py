"""The `xiezhi` command: one lazy group, so that `--help` loads no room and no database."""

import os
import sys
from importlib import import_module
from importlib.metadata import version
from typing import Any

import click

from xiezhi.web import click_words

ROOMS = {
    "law": ("xiezhi.law.command:law", "法律规则：检查、解释、计算期限"),
    "dossier": ("xiezhi.dossier.command:dossier", "卷宗：从裁判文书提取要素"),
    "screen": ("xiezhi.linking.command:screen", "监督模型：列出与运行"),
    "clues": ("xiezhi.clues.command:clues", "线索库：列出线索"),
    "import": ("xiezhi.clues.command:import_files", "导入外部数据"),
    "ledger": ("xiezhi.ledger.command:ledger", "办案账本：校验、检查点、重放核对"),
    "monitor": ("xiezhi.management.command:monitor", "流程监控：提示与发现，供每晚运行"),
    "demo": ("xiezhi.web.demo:demo", "建立并打开虚构的云州市演示"),
    "serve": ("xiezhi.web.serve:serve", "启动站点"),
    "worker": ("xiezhi.web.serve:worker", "启动后台任务进程"),
    "manage": ("xiezhi.web.serve:manage", "执行 Django 管理命令"),
}


WITHOUT_DATABASE = {"law", "dossier", "serve", "worker", "manage"}


def _load_django(*, demo: bool) -> None:
    """Load the settings and the apps; the demo command says that this is a demo."""
    import django

    if demo:
        os.environ.setdefault("XIEZHI_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.web.settings")
    django.setup()
    _lay_tables()


def _lay_tables() -> None:
    """Lay the tables of a new SQLite file, so that a first command simply works."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        call_command("migrate", verbosity=0)


class LazyGroup(click.Group):
    """Lists every room's command and imports a room only when its command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of `ROOMS`."""
        del ctx
        return list(ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, or None when there is none of that name."""
        del ctx
        if cmd_name not in ROOMS:
            return None
        if cmd_name not in WITHOUT_DATABASE:
            _load_django(demo=cmd_name == "demo")
        module, _, attribute = ROOMS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from `ROOMS` without importing any."""
        del ctx
        with formatter.section("命令"):
            formatter.write_dl([(name, words) for name, (_, words) in ROOMS.items()])


@click.group(cls=LazyGroup, help="獬豸：检察办案与法律监督系统。")
@click.version_option(
    version("xiezhi"),
    prog_name="xiezhi",
    message="%(prog)s %(version)s",
    help="显示版本后退出。",
)
def xiezhi() -> None:
    """Group every command of the system."""


def main(arguments: list[str] | None = None, **extra: Any) -> None:
    """Run the command line; errors come out in Chinese on stderr with exit code 1 or 2."""
    from django.core.exceptions import ImproperlyConfigured

    click_words.speak_chinese()
    try:
        xiezhi.main(args=arguments, prog_name="xiezhi", **extra)
    except ImproperlyConfigured as refusal:
        click.echo(f"错误：{refusal}", err=True)
        sys.exit(1)
