"""Where the agencies' tables and the models are read from."""

from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from xiezhi.screening import Model, Profiles, Store, load_models, national


def store(unit: str) -> Store:
    """Open the screening store of a unit: what its analysts imported, and nothing else."""
    return Store(Path(settings.XIEZHI_HOME) / "screening" / quote(unit, safe=""), national())


def profiles() -> Profiles:
    """Return the remembered column mappings of this installation."""
    return Profiles(Path(settings.XIEZHI_HOME) / "screening" / "profiles.json")


@cache
def models() -> dict[str, Model]:
    """Return every supervision model by id, read once."""
    return load_models()
