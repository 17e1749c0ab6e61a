"""The commands on packages: ``xiezhi screen export``, ``install``, ``key`` and ``trust``."""

from pathlib import Path

import click

from xiezhi.clues.operators import console_operator, console_person, console_unit
from xiezhi.modelling.access import CONSOLE, By, as_decider
from xiezhi.modelling.actions.export_model import export_model
from xiezhi.modelling.actions.install_model import install_package
from xiezhi.modelling.actions.trust_key import trust_key
from xiezhi.modelling.packages import LARGEST
from xiezhi.modelling.trust import own_key


def _by() -> By:
    operator = console_operator()
    return By(operator.code, operator.capacity, operator.procuratorate)


@click.command("export", help="把监督模型导出成签名的包，供别的单位安装。")
@click.argument("model_id", metavar="MODEL")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="写到哪里")
def export(model_id: str, target: Path) -> None:
    """Write the package of a model to a new file."""
    if target.exists():
        raise click.ClickException(f"{target.name} 已经存在，没有导出。换一个文件名")
    package = export_model(_by(), model_id)
    try:
        target.write_bytes(package)
    except OSError as error:
        raise click.ClickException(f"{target} 写不进去：{error.strerror}。核对路径") from error
    click.echo(f"已导出 {model_id}，{len(package)} 字节。公钥 {own_key()}")


@click.command("install", help="安装别的单位导出的监督模型；安装后是起草，先转入试用。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def install(file: Path) -> None:
    """Install the package when it is whole, trusted and fits; otherwise say why not."""
    with file.open("rb") as package:
        model = install_package(_by(), package.read(LARGEST + 1))
    click.echo(f"已安装 {model.id}（{model.label}，版本 {model.version}），现在是起草")


@click.command("key", help="显示本机签名用的公钥，告诉安装的单位核对。")
def key() -> None:
    """Print this machine's public key."""
    click.echo(own_key())


@click.command("trust", help="信任一个单位的公钥，安装它签名的模型包。")
@click.argument("public_key")
@click.option("--name", required=True, help="公钥属于哪个单位")
@click.option("--reason", required=True, help="怎样核对的，为什么信任")
def trust(public_key: str, name: str, reason: str) -> None:
    """Trust a public key."""
    person = console_person()
    by = as_decider(person) if person else By(CONSOLE, CONSOLE, console_unit())
    trusted = trust_key(by, public_key, name, reason)
    click.echo(f"已信任 {trusted.name} 的公钥 {trusted.key[:16]}…")


MODEL_COMMANDS = (export, install, key, trust)
