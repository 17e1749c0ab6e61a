"""A pack as it would be after an amendment: words of its bytes replaced, everything else kept."""

from dataclasses import replace

from xiezhi.law import Pack
from xiezhi.law.contents import content_of, digest_of, layers_of
from xiezhi.law.packs import pack_from

ARREST_PERIOD = "periods/criminal/arrest_review_detained.yaml"
ARREST_AUTHORITY = "authority/criminal/arrest.yaml"
ARREST = "procedures/criminal/review_for_arrest.yaml"


def revised(pack: Pack, *changes: tuple[str, str, str]) -> Pack:
    """The pack with, in the file at a path, every such text replaced; each must be there."""
    layers = list(layers_of(pack.content, "x"))
    for path, old, new in changes:
        files = [
            replace(file, content=_with(file.content, old, new)) if file.path == path else file
            for file in layers[0].files
        ]
        assert files != list(layers[0].files), (path, old)
        layers[0] = replace(layers[0], files=tuple(files))
    found = pack_from(content_of(layers))
    assert found.digest == digest_of(found.content) != pack.digest
    return found


def without(pack: Pack, path: str) -> Pack:
    """The pack without one of its files."""
    (layer,) = layers_of(pack.content, "x")
    files = tuple(file for file in layer.files if file.path != path)
    assert len(files) == len(layer.files) - 1
    return pack_from(content_of([replace(layer, files=files)]))


def _with(value: object, old: str, new: str) -> object:
    if isinstance(value, str):
        return new if value == old else value
    if isinstance(value, list):
        return [_with(item, old, new) for item in value]
    if isinstance(value, dict):
        return {_with(key, old, new): _with(item, old, new) for key, item in value.items()}
    return value
