"""Say as a reviewer whether a model should be adopted."""

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import FORBIDDEN, refuse
from xiezhi.modelling import access
from xiezhi.modelling.actions.recording import known_model, record_act
from xiezhi.modelling.library import digest_of_files
from xiezhi.modelling.models import Application, Installed, Opinion
from xiezhi.organs.models import Person


def review_model(person: Person, model_id: str, *, agrees: bool, remark: str) -> Opinion:
    """Agree or disagree with the application on file for the model as it stands.

    Raises Refused: 403 for the author, for whoever asked and for whoever is no reviewer, 409
    without an application or a remark.
    """
    by, model = access.as_reviewer(person), known_model(model_id)
    with transaction.atomic():
        application = application_of(by.procuratorate, model_id, digest_of_files(model))
        if by.code in access.authors_of(application, author_of(model_id)):
            raise refuse(
                "modelling.own_model",
                "起草人和申请人不评审自己的模型",
                "由本院另外两名人员评审",
                level=FORBIDDEN,
            )
        if not remark.strip():
            raise refuse("modelling.no_remark", "没有写评审意见", "写明看了什么、同意与否的理由")
        given = {"agrees": agrees, "remark": remark.strip(), "at": timezone.now()}
        opinion, _ = Opinion.objects.update_or_create(
            application=application, person=by.code, defaults=given
        )
        told = {"agrees": agrees, "remark": remark.strip()}
        record_act(by, model, "review_model", opinion.at, told)
    return opinion


def application_of(unit: str, model_id: str, digest: str) -> Application:
    """Return the application for exactly these files. Raises Refused (409)."""
    found = Application.objects.filter(procuratorate=unit, model=model_id, digest=digest)
    application = found.first()
    if application is None:
        raise refuse(
            "modelling.not_asked",
            "没有人就现在的模型申请采用：三个问题（是否必要、是否可行、是否准确）还没有回答",
            "在模型页上回答三个问题，申请采用",
        )
    return application


def author_of(model_id: str) -> str:
    """Return the code of who wrote an installed model here, empty when it came from elsewhere."""
    found = Installed.objects.filter(pk=model_id).values_list("author", flat=True).first()
    return found or ""
