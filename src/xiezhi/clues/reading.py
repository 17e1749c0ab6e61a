"""Where the agencies' tables, the models and the remembered column mappings are read from."""

from pathlib import Path

from django.conf import settings

from xiezhi.modelling.library import models, store
from xiezhi.screening import Profiles

__all__ = ["models", "profiles", "store"]


def profiles() -> Profiles:
    """Return the remembered column mappings of this installation."""
    return Profiles(Path(settings.XIEZHI_HOME) / "screening" / "profiles.json")
