"""The command line's own messages: in Chinese, with the value given and the cure."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from xiezhi.web import click_words

# Said to programmers who declare a command wrongly, or by parts of Click that nothing here uses.
FOR_PROGRAMMERS = re.compile(
    r"DeprecationWarning|declaration|defined twice|flag for true|No options defined"
    r"|%\(prog\)s|Unknown color|Choice\("
)


@pytest.fixture
def run():
    click_words.speak_chinese()

    @click.group()
    def group():
        """Group the commands tried here."""

    @group.command()
    @click.argument("period", metavar="期限")
    @click.option("--port", type=click.IntRange(1, 65535))
    @click.option("--rate", type=float)
    @click.option("--kind", type=click.Choice(["甲", "乙"]))
    @click.option("--on", type=click.DateTime(["%Y-%m-%d"]))
    @click.option("--file", type=click.Path(exists=True))
    @click.option("--unit", required=True, help="哪个院")
    def due(**given):
        """Take anything."""

    return lambda *arguments: CliRunner().invoke(group, arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "没有命令 'nope'"),
        (["due"], "缺少参数 '期限'，请补上"),
        (["due", "p"], "缺少选项 '--unit'，请补上：哪个院"),
        (["due", "p", "q", "--unit", "u"], "多余的参数：q"),
        (["due", "p", "--prot", "1"], "没有选项 '--prot'。 （是否想用："),
        (["due", "p", "--port"], "选项 '--port' 需要一个值"),
        (["due", "p", "--port", "abc"], "'--port' 的取值不正确：'abc' 不是整数，改写为整数"),
        (["due", "p", "--port", "0"], "0 超出范围，改写为符合 1<=x<=65535 的数"),
        (["due", "p", "--rate", "x"], "'x' 不是数"),
        (["due", "p", "--kind", "丙"], "'丙' 不在可选值之内，用其中之一：'甲', '乙'"),
        (["due", "p", "--on", "明天"], "'明天' 不是日期或者时刻，写成 '%Y-%m-%d' 的形式"),
        (["due", "p", "--file", "/没有"], "路径 '/没有' 不存在，核对路径"),
    ],
)
def test_a_wrong_call_is_told_in_chinese_with_value_and_cure(run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    told = re.sub(r"'[^']*'|--\w+|group( due)?|1<=x<=65535", "", result.output)
    assert not re.search(r"[A-Za-z]{3,}", told), result.output


def _messages() -> Iterator[str]:
    folder = Path(click.__file__).parent
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            if isinstance(node, ast.Call) and getattr(called, "id", "") in ("_", "ngettext"):
                yield from (a.value for a in node.args[:2] if isinstance(a, ast.Constant))


def test_every_message_of_click_has_its_chinese():
    unsaid = {
        words
        for words in _messages()
        if words not in click_words.WORDS and not FOR_PROGRAMMERS.search(words)
    }
    assert unsaid - {"Could not determine name for option with declarations {decls!r}"} == set()
