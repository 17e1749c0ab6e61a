"""Every word of the site's own has its English; texts of the law's YAML stay Chinese, verbatim.

Words are read from the source itself, so none can be forgotten: `gettext` in Python, `translate`
and `blocktranslate` in templates. The compiled catalogue is the one that the site reads.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import override
from django.utils.translation.template import templatize

from xiezhi.casework.figures.spoken import spoken
from xiezhi.clues.centre import LINES
from xiezhi.documents.origins import origins
from xiezhi.law import candidates, forms, persons, waiting
from xiezhi.law.calendar import published_calendar
from xiezhi.modelling.stages import Stage
from xiezhi.organs.roles import Role
from xiezhi.web.components.fields import WORDS
from xiezhi.web.templatetags.acts import OTHERS

ROOT = Path(__file__).parents[1] / "src" / "xiezhi"
COMPILED = ROOT / "web" / "locale" / "en" / "LC_MESSAGES" / "django.mo"
CALLS = {"_", "_lazy", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "noop"}
# rooms that know no Django and say their words in Chinese, shown by `|word`
KERNEL = ("law/waiting.py", "law/telling.py", "screening/availability.py")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CALLED = re.compile(r"""\b(?:_|gettext)\(\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\)""")
# parts of a sentence, said inside another
PARTS = frozenset({"，甲批准", "（甲 批准）", "总长 甲", "延长 甲", "甲的甲"})
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


def words_of_the_kernel() -> Iterator[tuple[str, str]]:
    """Yield the words that the law room says by itself, apart from its packs and refusals."""
    named = (forms.LABELS, forms.PAPERS, persons.ROLE_LABELS, candidates.UPWARDS, OTHERS, LINES,
             WORDS, Stage, Role)  # fmt: skip
    for words in named:
        yield from (
            ("a name", str(text)) for text in dict(getattr(words, "choices", words)).values()
        )
    yield from (("law/waiting.py", label) for _step, label, _role in waiting.NEXT.values())
    for specs in forms.FORMS.values():
        for spec in specs:
            yield from (
                ("law/forms.py", t) for t in (spec.label, spec.why, *dict(spec.choices).values())
            )
    names = {published_calendar().name(date(2024, 1, 1) + timedelta(days=n)) for n in range(1096)}
    yield from (("law/calendar.py", name) for name in names - {"周六", "周日"})
    yield from (("documents/origins.yaml", one["label"]) for one in origins().values())
    for path in KERNEL:
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Awaiting":
                label = node.args[1]
                if isinstance(label, ast.Constant):
                    yield path, str(label.value)


def sentences_of_the_kernel() -> Iterator[tuple[str, str]]:
    """Yield every sentence with places of the law room, its places filled with 甲 or a number."""
    for path in KERNEL:
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else "甲" for p in node.values]
                yield path, "".join(map(str, parts))


def catalogue() -> dict[str, str]:
    """Return the compiled texts by their Chinese."""
    with COMPILED.open("rb") as file:
        read = gettext.GNUTranslations(file)
    plural = {key[0]: text for key, text in read._catalog.items() if isinstance(key, tuple)}
    plain = {key: text for key, text in read._catalog.items() if isinstance(key, str) and key}
    return {**plural, **plain}


def test_every_word_of_the_site_has_its_english() -> None:
    known = catalogue()
    words = [*words_of_python(), *words_of_templates(), *words_of_the_kernel()]
    assert len(words) > 1000, "the words are read from the source"
    missing = sorted({f"{where}: {text}" for where, text in words if CHINESE.search(text)
                      and not known.get(text)})  # fmt: skip
    said = "add these to web/locale/en/LC_MESSAGES/django.po and run msgfmt -o django.mo django.po"
    assert not missing, f"{said}:\n" + "\n".join(missing)


def test_every_sentence_of_the_kernel_has_its_english() -> None:
    sentences = [s for s in sentences_of_the_kernel() if CHINESE.search(s[1].replace("甲", ""))]
    assert len(sentences) > 20
    with override("en"):
        left = {f"{where}: {said}" for where, said in sentences
                if spoken(said) == said and said not in PARTS}  # fmt: skip
    assert not left, "add these to casework/figures/spoken.py:\n" + "\n".join(sorted(left))


def test_the_english_fills_the_same_places() -> None:
    wrong = {
        text: english
        for text, english in catalogue().items()
        if set(PLACE.findall(text)) != set(PLACE.findall(english))
    }
    assert not wrong
