"""Export a model as a signed package."""

import hashlib

from django.db import transaction
from django.utils import timezone

from xiezhi.modelling.access import By, require_tester
from xiezhi.modelling.actions.recording import known_model, record_act
from xiezhi.modelling.packages import write_package
from xiezhi.screening import national


def export_model(by: By, model_id: str) -> bytes:
    """Return the package of a model, without the unit's own values. Raises Refused (403, 409)."""
    require_tester(by)
    model = known_model(model_id)
    package = write_package(model, national(), by.procuratorate)
    told = {"package": hashlib.sha256(package).hexdigest(), "size": len(package)}
    with transaction.atomic():
        record_act(by, model, "export_model", timezone.now(), told)
    return package
