"""The house keeps its own rules: sizes, names, order of rooms, doors, what is never in it."""

import ast
import re
import statistics
import subprocess
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core.management import call_command
from django.urls import URLPattern, get_resolver, reverse

from xiezhi.law import Texts, national, texts_folder
from xiezhi.law.citations import read_citation
from xiezhi.organs.roles import Role

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "xiezhi"
NORMS = {
    "median": 80,
    "nine in ten": 250,
    "any": 400,
    "function": 40,
    "scenario": 60,
    "rule file": 80,
}
# From the bottom up; a room may hold keys only to rooms before it.
ROOMS = ("organs", "ledger", "casework", "interference", "evidence", "deliberation", "documents",
         "accountability", "clues", "management", "exchange", "city", "web")  # fmt: skip
OPEN_DOORS = {"login", "logout", "set_language", "demo-sign-in", "exchange-receive"}
SAMPLES = {"int": 1, "uuid": "00000000-0000-0000-0000-000000000000", "slug": "x", "path": "x"}


def tracked(*suffixes):
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=False, text=True
    )
    if listed.returncode:
        pytest.skip("不是 git 工作区，无法列出文件")
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / n for n in names if n.endswith(suffixes) and (ROOT / n).is_file()]


def source_files():
    skipped = ("migrations", "vendor")
    suffixes = (".py", ".html", ".js", ".css", ".sql")
    return [path for path in tracked(*suffixes) if not set(skipped) & set(path.parts)]


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path):
    return str(path.relative_to(ROOT))


def test_files_are_short():
    lengths = {name(path): length(path) for path in source_files()}
    ordered = sorted(lengths.values())
    assert {n: c for n, c in lengths.items() if c > NORMS["any"]} == {}
    assert ordered[int(len(ordered) * 0.9)] <= NORMS["nine in ten"]
    assert statistics.median(ordered) <= NORMS["median"]


def test_rule_files_are_short():
    rules = [p for p in tracked(".yaml") if "packs" in p.parts or "supervision_models" in p.parts]
    data = {"instruments.yaml", "facts.yaml", "examples.yaml"}
    kinds = {"periods", "authority", "counting", "supervision_models"}
    rules = [p for p in rules if p.name not in data and kinds & set(p.parts)]
    assert {name(p): length(p) for p in rules if length(p) > NORMS["rule file"]} == {}


def test_functions_are_short():
    long = {}
    for path in (p for p in source_files() if p.suffix == ".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                norm = NORMS["scenario" if "tests" in path.parts else "function"]
                if lines > norm:
                    long[f"{name(path)}:{node.name}"] = lines
    assert long == {}


def test_files_and_functions_are_named_for_what_they_are():
    vague = {"utils", "util", "helpers", "helper", "common", "services", "misc"}
    assert [name(p) for p in source_files() if vague & {*p.parts[:-1], p.stem}] == []
    called_by_django = {"process_exception", "process_view", "process_request", "handle"}
    expected = called_by_django | {"do_label"}  # the label of a move's `do`
    found = []
    for path in (p for p in source_files() if p.suffix == ".py" and "tests" not in p.parts):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef) or node.name in expected:
                continue
            if re.match(r"(process|handle|do)(_|$)", node.name):
                found.append(f"{name(path)}:{node.name}")
    assert found == []


def test_keys_between_rooms_point_downwards():
    wrong = []
    for room in ROOMS:
        if not apps.is_installed(f"xiezhi.{room}"):
            continue
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.get_fields(include_hidden=False):
                target = field.related_model if getattr(field, "concrete", False) else None
                label = target._meta.app_label if target else None
                if label in ROOMS and ROOMS.index(label) > ROOMS.index(room):
                    wrong.append(f"{model.__name__}.{field.name} → {label}")
    assert wrong == []


def doors(patterns, prefix=""):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield prefix + entry.name, entry
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from doors(entry.url_patterns, inner)


def test_every_door_is_locked(client, db):
    found = dict(doors(get_resolver().url_patterns))
    assert "login" in found
    unlocked = {n for n, e in found.items() if not getattr(e.callback, "login_required", True)}
    assert unlocked <= OPEN_DOORS
    for door in set(found) - OPEN_DOORS:
        converters = found[door].pattern.converters
        kinds = {
            k: type(c).__name__.removesuffix("Converter").lower() for k, c in converters.items()
        }
        url = reverse(door, kwargs={k: SAMPLES.get(kind, "x") for k, kind in kinds.items()})
        answer = client.get(url)
        assert answer.status_code == 302, door
        assert answer.url.startswith(reverse("login")), door


INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)


def test_templates_hold_no_inline_style_or_script():
    found = {}
    for path in tracked(".html"):
        text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        # Data for a script is not a script.
        text = re.sub(r'<script[^>]*type="application/json"[^>]*>', "", text)
        if hits := INLINE.findall(text):
            found[name(path)] = hits
    assert found == {}


def test_no_machine_path_or_registry_host_is_written_down():
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmmirror" + ".com")
    paths = ("/wo" + "rk/", "/ro" + "ot/", "/home" + "/runner")
    pattern = re.compile("|".join(re.escape(word) for word in (*hosts, *paths)))
    found = {}
    for path in tracked(""):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if hits := set(pattern.findall(text)):
            found[name(path)] = hits
    assert found == {}


def test_nothing_is_left_to_do():
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    found = [name(p) for p in source_files() if words.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_migrations_say_what_the_models_say(db):
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    assert "No changes" in said.getvalue()


def glossary():
    text = (ROOT / "GLOSSARY.yaml").read_text(encoding="utf-8")
    rooms = yaml.compose(text).value  # as nodes: a mapping would swallow a doubled code name
    return [
        (word.value, {key.value: yaml.safe_load(said.value) for key, said in entry.value})
        for _, words in rooms
        for word, entry in words.value
    ]


def test_a_term_has_one_name_and_a_name_one_term():
    entries = glossary()
    for terms in ([word for word, _ in entries], [entry["zh"] for _, entry in entries]):
        assert sorted(terms) == sorted(set(terms))
    names = {word for word, _ in entries}
    assert {str(role) for role in Role} <= names
    assert {entry["not"] for _, entry in entries if "not" in entry} <= names


def test_a_term_is_cited_from_an_article_that_exists():
    pack = national()
    texts = Texts(texts_folder(), pack.instruments)
    cites = [entry["cite"] for _, entry in glossary() if entry["cite"]]
    assert len(cites) > 1
    for cite in cites:
        reference = read_citation(cite)
        assert reference, cite
        assert reference.instrument in pack.instruments, cite
        if texts.articles(reference.instrument) is not None:
            assert texts.cited(cite), cite
