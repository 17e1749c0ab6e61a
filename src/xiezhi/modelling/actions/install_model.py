"""Install a model from a signed package or a draft; it starts as a draft in the unit."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import refuse
from xiezhi.modelling.access import By, require_tester
from xiezhi.modelling.actions.recording import record_act
from xiezhi.modelling.fitting import fitting_model, require_same_tables
from xiezhi.modelling.library import is_shipped, models_home, note_change
from xiezhi.modelling.models import Installed
from xiezhi.modelling.packages import read_package
from xiezhi.modelling.trust import require_trusted
from xiezhi.screening import Model, content_digest
from xiezhi.screening.locks import locked


def install_package(by: By, content: bytes) -> Model:
    """Install the model of a package; nothing is left behind when it is refused.

    Raises Refused: 403 for whoever is no analyst, 409 for a package that is damaged, unsafe, not
    signed by a trusted key, made for other tables, or whose examples do not come out.
    """
    require_tester(by)
    package = read_package(content)
    require_trusted(package.key)
    manifest = package.manifest
    require_same_tables(manifest.tables)
    model = fitting_model(package.files, manifest.model)
    if content_digest(model) != manifest.digest:
        raise refuse("package.damaged", "模型与清单的摘要不符", "请导出的单位重新导出")
    return lay(by, model, package.files, signer=package.key)


def lay(
    by: By, model: Model, files: Mapping[str, str], *, signer: str = "", author: str = ""
) -> Model:
    """Lay a model's files into the data home and record where they came from.

    Raises Refused (409) when the id is the program's, another unit's, or the files are here.
    """
    digest = content_digest(model)
    home = models_home()
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / ".lock"), transaction.atomic():
        _refuse_taken(by, model, digest)
        Installed.objects.update_or_create(
            model=model.id,
            defaults={
                "procuratorate": by.procuratorate, "version": model.version, "digest": digest,
                "signer": signer, "author": author, "installed_by": by.code,
                "installed_at": timezone.now(),
            },
        )  # fmt: skip
        told = {"digest": digest, "version": model.version, "signer": signer, "author": author}
        record_act(by, model, "install_model", timezone.now(), told)
        _write(home, model, files)
        note_change()
    return model


def _refuse_taken(by: By, model: Model, digest: str) -> None:
    if is_shipped(model.id):
        cure = "同一模型不必安装；内容不同的，换一个 id 再导出"
        raise refuse("package.shipped", f"本系统已经带有模型 {model.id}", cure)
    here = Installed.objects.select_for_update().filter(pk=model.id).first()
    if here and here.procuratorate != by.procuratorate:
        cure = "由安装它的人民检察院更新，或者换一个 id"
        raise refuse("package.elsewhere", f"模型 {model.id} 是别的人民检察院安装的", cure)
    if here and here.digest == digest:
        raise refuse("package.known", f"同样的模型 {model.id} 已经安装", "不必再装")


def _write(home: Path, model: Model, files: Mapping[str, str]) -> None:
    """Put the folder in place by one rename; a half-written one is never seen."""
    line, _, name = model.id.partition(".")
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    try:
        for file, text in files.items():
            (fresh / file).write_text(text, "utf-8", newline="")
        target = home / line / name
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            shutil.rmtree(target)
        fresh.chmod(0o755)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
