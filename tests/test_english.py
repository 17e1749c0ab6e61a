"""Every word of the site's own has its English; texts of the law's YAML stay Chinese, verbatim.

Words are read from the source itself, so none can be forgotten: `gettext` in Python, `translate`
and `blocktranslate` in templates. The compiled catalogue is the one that the site reads.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1] / "src" / "xiezhi"
COMPILED = ROOT / "web" / "locale" / "en" / "LC_MESSAGES" / "django.mo"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CALLED = re.compile(r"""\b(?:_|gettext)\(\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\)""")
PLACE = re.compile(r"%\((\w+)\)")


def words_of_python() -> Iterator[tuple[str, str]]:
    """Yield file and text of every call that translates a constant."""
    for path in ROOT.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            text = node.args[0]
            if called in CALLS and isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield path.name, text.value


def words_of_templates() -> Iterator[tuple[str, str]]:
    """Yield file and text of every tag that translates."""
    for path in ROOT.rglob("templates/**/*.html"):
        for found in CALLED.findall(templatize(path.read_text(encoding="utf-8"))):
            yield path.name, ast.literal_eval(found)


def catalogue() -> dict[str, str]:
    """Return the compiled texts by their Chinese."""
    with COMPILED.open("rb") as file:
        read = gettext.GNUTranslations(file)
    plural = {key[0]: text for key, text in read._catalog.items() if isinstance(key, tuple)}
    plain = {key: text for key, text in read._catalog.items() if isinstance(key, str) and key}
    return {**plural, **plain}


def test_every_word_of_the_site_has_its_english() -> None:
    known = catalogue()
    words = [*words_of_python(), *words_of_templates()]
    assert len(words) > 1000, "the words are read from the source"
    missing = sorted({f"{where}: {text}" for where, text in words if CHINESE.search(text)
                      and not known.get(text)})  # fmt: skip
    said = "add these to web/locale/en/LC_MESSAGES/django.po and run msgfmt -o django.mo django.po"
    assert not missing, f"{said}:\n" + "\n".join(missing)


def test_the_english_fills_the_same_places() -> None:
    wrong = {
        text: english
        for text, english in catalogue().items()
        if set(PLACE.findall(text)) != set(PLACE.findall(english))
    }
    assert not wrong
