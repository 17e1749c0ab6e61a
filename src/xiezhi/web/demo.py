"""``xiezhi demo``: build the fictional city and open its site with a worker beside it."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from xiezhi.city.building import City
from xiezhi.city.offices import CITY
from xiezhi.organs.selectors import procuratorate_exists
from xiezhi.web.start import wsgi

DEFAULT_SEED = 20260
SHARED_JUDGMENTS = Path("../shared/data/judgments")
WORKER = "from xiezhi.web.command import main; main(['worker'])"


@click.command("demo", help="建立虚构的云州市并打开站点。")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="随机种子")
@click.option("--no-serve", is_flag=True, help="只建立，不打开站点")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="站点的端口"
)
@click.option(
    "--judgments",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="已公布裁判文书的文件夹；默认 ../shared/data/judgments",
)
def demo(seed: int, no_serve: bool, port: int, judgments: Path | None) -> None:
    """Build the city once, with progress; a later call opens the one that stands."""
    began = time.monotonic()

    def say(words: str) -> None:
        click.echo(f"[{time.monotonic() - began:4.0f} 秒] {words}")

    call_command("migrate", verbosity=0)
    built = Path(settings.XIEZHI_HOME) / "city" / "built"
    if built.exists():
        say("云州市已经建好")
    elif procuratorate_exists(CITY):
        raise click.ClickException(
            f"上一次没有建完。删除文件夹 {settings.XIEZHI_HOME} 以后再运行一次"
        )
    else:
        folder = judgments or (SHARED_JUDGMENTS if SHARED_JUDGMENTS.is_dir() else None)
        City(seed, timezone.localdate(), built.parent / "agencies", say).build(folder)
        built.touch()
    if not no_serve:
        _serve(port, say)


def _serve(port: int, say: Callable[[str], None]) -> None:
    import waitress

    application = wsgi()
    worker = subprocess.Popen([sys.executable, "-c", WORKER])  # noqa: S603 - our own command
    say(f"站点已打开：http://127.0.0.1:{port}/ ，登录页上可以选任何角色（按 Ctrl+C 停止）")
    try:
        waitress.serve(application, host="127.0.0.1", port=port, threads=8, _quiet=True)
    finally:
        worker.terminate()
