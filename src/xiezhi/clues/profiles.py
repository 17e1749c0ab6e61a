"""The column mappings that earlier imports taught."""

from pathlib import Path

from django.conf import settings

from xiezhi.screening import Profiles


def profiles() -> Profiles:
    """Return the remembered column mappings of this installation."""
    return Profiles(Path(settings.XIEZHI_HOME) / "screening" / "profiles.json")
