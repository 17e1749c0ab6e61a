"""Ask that a model be adopted: answer whether it is necessary, feasible and accurate."""

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import Refused, lacks
from xiezhi.modelling import access
from xiezhi.modelling.actions.recording import known_model, record_act
from xiezhi.modelling.library import digest_of_files
from xiezhi.modelling.models import Application
from xiezhi.organs.models import Person

QUESTIONS = {"necessary": "是否必要", "feasible": "是否可行", "accurate": "是否准确"}


def apply(person: Person, model_id: str, answers: dict[str, str]) -> Application:
    """Ask for the adoption of a model as its files stand; asking again rewrites the answers and
    drops the opinions given on the former ones.

    Raises Refused: 403 for whoever writes no models, 409 when a question is not answered.
    """
    by, model = access.as_writer(person), known_model(model_id)
    given = {name: answers.get(name, "").strip() for name in QUESTIONS}
    if unsaid := [name for name, answer in given.items() if not answer]:
        why = "采用以前须逐项回答三个问题"
        raise Refused([lacks(name, QUESTIONS[name], why) for name in unsaid])
    with transaction.atomic():
        application, _ = Application.objects.update_or_create(
            procuratorate=by.procuratorate,
            model=model.id,
            digest=digest_of_files(model),
            defaults={**given, "asked_by": by.code, "asked_at": timezone.now()},
        )
        application.opinions.all().delete()
        record_act(by, model, "apply_for_adoption", application.asked_at, given)
    return application
