"""The models at hand: those of the program, and those installed in the data home."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from xiezhi.screening import (
    Model,
    ModelInvalid,
    Store,
    content_digest,
    load_model,
    load_models,
    national,
)

_STAMP = ".changed"  # replaced at every change, so that other processes read the models anew


@dataclass(frozen=True, slots=True)
class Library:
    """Models by id with the digests of their files; ``broken``: what cannot be read, and why."""

    models: dict[str, Model]
    digests: Mapping[str, str]
    broken: Mapping[str, str]


_read: dict[Path, tuple[tuple[int, int], Library]] = {}


def models() -> dict[str, Model]:
    """Return every supervision model by id."""
    return library().models


def library() -> Library:
    """Return the models as they stand, read again only after a change."""
    home, now = models_home(), _changed()
    known = _read.get(home)
    if known is None or known[0] != now:
        known = _read[home] = (now, _read_all(home))
    return known[1]


def digest_of_files(model: Model) -> str:
    """Return what names the files of a model; a copy with other content has another."""
    held = library()
    if held.models.get(model.id) is model:
        return held.digests[model.id]
    return content_digest(model)


def is_shipped(model_id: str) -> bool:
    """Say whether the program brings the model along."""
    return model_id in _shipped()[0]


def lines() -> frozenset[str]:
    """Return the business lines that the program knows."""
    return frozenset(model.line for model in _shipped()[0].values())


def folder_of(model_id: str) -> Path:
    """Return the folder of a model's files."""
    line, _, name = model_id.partition(".")
    root = _SHIPPED if is_shipped(model_id) else models_home()
    return root / line / name


def models_home() -> Path:
    """Return where installed models lie."""
    return Path(settings.XIEZHI_HOME) / "models"


def note_change() -> None:
    """Let every process read the installed models anew."""
    home = models_home()
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f"{_STAMP}.{os.getpid()}"
    draft.write_text("")
    draft.replace(home / _STAMP)


def store(unit: str) -> Store:
    """Open the screening store of a unit: what its analysts imported, and nothing else."""
    name = quote(unit, safe="")
    folder = Path(settings.XIEZHI_HOME) / "screening" / name
    return Store(folder, national(), settings.LAKE_CATALOGUE, schema=f"lake_{name}")


_SHIPPED = Path(__file__).parents[1] / "supervision_models"


@cache
def _shipped() -> tuple[dict[str, Model], dict[str, str]]:
    found = load_models(_SHIPPED)
    return found, {key: content_digest(model) for key, model in found.items()}


def _changed() -> tuple[int, int]:
    try:
        state = (models_home() / _STAMP).stat()
    except FileNotFoundError:
        return (0, 0)
    return (state.st_ino, state.st_mtime_ns)


def _read_all(home: Path) -> Library:
    """Read the installed models; one that no longer fits is left out and said."""
    shipped, digests = _shipped()
    found, names, broken = dict(shipped), dict(digests), {}
    for path in sorted(home.glob("*/*/model.yaml")):
        model_id = f"{path.parent.parent.name}.{path.parent.name}"
        if model_id in shipped or model_id.startswith("."):
            continue
        try:
            model = load_model(path.parent)
        except (ModelInvalid, OSError) as error:
            broken[model_id] = str(error)
            continue
        found[model_id], names[model_id] = model, content_digest(model)
    return Library(found, names, broken)
