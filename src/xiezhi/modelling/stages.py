"""The stages of a model's life."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """What a model is in one procuratorate; only an adopted one publishes by itself."""

    DRAFT = "draft", _("起草")
    TRIAL = "trial", _("试用")
    ADOPTED = "adopted", _("采用")
    RETIRED = "retired", _("退役")


IN_USE = frozenset({Stage.TRIAL, Stage.ADOPTED})
