"""The back-tests on file: of exactly the files at hand, and compared with another version's."""

from xiezhi.modelling.library import digest_of_files
from xiezhi.modelling.models import BackTest
from xiezhi.screening import Model


def latest_test(unit: str, model: Model) -> BackTest | None:
    """Return the unit's newest finished back-test of exactly these files."""
    return _latest(unit, model.id, digest_of_files(model))


def worse_than(unit: str, test: BackTest, digest: str) -> str:
    """Say (zh) how a test is worse than the newest one of other files; empty when it is not."""
    before = _latest(unit, test.model, digest)
    if before is None:
        return ""
    was, now = _shares(before), _shares(test)
    for name, old, new in zip(("找到植入违法的比例", "命中的准确率"), was, now, strict=True):
        if new < old:
            return f"{name}由上一版的 {old:.0%} 降到 {new:.0%}"
    return ""


def _shares(test: BackTest) -> tuple[float, float]:
    """Recall and precision on what was planted, 1 where nothing was."""
    breaches, hits = test.found + test.missed, test.found + test.false
    return (test.found / breaches if breaches else 1.0, test.found / hits if hits else 1.0)


def _latest(unit: str, model_id: str, digest: str) -> BackTest | None:
    found = BackTest.objects.filter(procuratorate=unit, model=model_id, digest=digest)
    return found.filter(state=BackTest.State.DONE).order_by("-finished_at").first()
