"""`xiezhi serve`, `xiezhi worker` and `xiezhi manage`: running the site on this machine."""

import os

import click

THREADS = "8"


@click.command(help="启动站点（生产可用的 waitress 服务器）。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。"
)
@click.option(
    "--threads", type=click.IntRange(1), default=THREADS, show_default=True, help="工作线程数。"
)
def serve(host: str, port: int, threads: int) -> None:
    """Serve the WSGI application until interrupted; raises ImproperlyConfigured when unsafe."""
    import waitress

    from xiezhi.web.start import wsgi

    application = wsgi()
    click.echo(f"站点已启动：http://{host}:{port}/ （按 Ctrl+C 停止）")
    waitress.serve(application, host=host, port=port, threads=threads, ident="xiezhi", _quiet=True)


@click.command(help="启动后台任务进程（导入、运行模型、生成文书等长任务）。")
def worker() -> None:
    """Run the database-backed task worker until interrupted.

    A thread beside it queues lost work again and sweeps; a failure there does not stop the worker.
    """
    from xiezhi.web.start import prepare

    prepare()
    from xiezhi.clues.upkeep import begin_upkeep

    begin_upkeep()
    _django(["db_worker", "--no-startup-delay"])


@click.command(
    help="执行 Django 管理命令，例如 xiezhi manage migrate。",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Pass the arguments on to Django."""
    _django(list(arguments))


def _django(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line

    from xiezhi.web.start import prepare

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.web.settings")
    # Building a wheel collects static files and translations without any secret at hand.
    if arguments[:1] not in (["collectstatic"], ["compilemessages"], ["makemessages"]):
        prepare()
    execute_from_command_line(["xiezhi", *arguments])
