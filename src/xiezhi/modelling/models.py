"""Tables of a model's life in each procuratorate; the models themselves are files."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiezhi.modelling.stages import Stage


class Standing(models.Model):
    """The stage a procuratorate gave a model, for exactly the files that ``digest`` names."""

    procuratorate = models.CharField(max_length=32)
    model = models.CharField(max_length=120)
    stage = models.CharField(max_length=8, choices=Stage)
    version = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=32)
    reason = models.TextField()
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("procuratorate", "model"), name="one_stage_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.model} {self.stage}"


class BackTest(models.Model):
    """A test of a model on what is known: its examples, and the planted breaches and decoys.

    ``found``, ``missed``, ``false`` count the planted ones; ``others`` are hits on nobody planted.
    ``record`` names what was missed or wrongly found.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("排队")
        RUNNING = "running", _("运行中")
        DONE = "done", _("完成")
        FAILED = "failed", _("失败")
        CANCELLED = "cancelled", _("已取消")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32)
    model = models.CharField(max_length=120, db_index=True)
    version = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State, default=State.QUEUED)
    examples = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    false = models.PositiveIntegerField(default=0)
    others = models.PositiveIntegerField(default=0)
    record = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True)
    asked_by = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return f"{self.model} {self.found}/{self.missed}/{self.false}"


class Application(models.Model):
    """The wish to adopt a model as it stands, with the three questions answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32)
    model = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    necessary = models.TextField(_("是否必要"))
    feasible = models.TextField(_("是否可行"))
    accurate = models.TextField(_("是否准确"))
    asked_by = models.CharField(max_length=32)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "model", "digest"), name="one_application_a_digest"
            ),
        )

    def __str__(self) -> str:
        return str(self.model)


class Opinion(models.Model):
    """What one reviewer says of an application; the last word of each counts."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="opinions")
    person = models.CharField(max_length=32)
    agrees = models.BooleanField()
    remark = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(
                fields=("application", "person"), name="one_opinion_a_reviewer"
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class LocalValue(models.Model):
    """A procuratorate's own value of a parameter, until it is withdrawn."""

    procuratorate = models.CharField(max_length=32)
    model = models.CharField(max_length=120)
    parameter = models.CharField(max_length=64)
    value = models.CharField(max_length=64)
    source = models.CharField(max_length=255)
    reason = models.TextField()
    set_by = models.CharField(max_length=32)
    set_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "model", "parameter"),
                condition=Q(withdrawn_at__isnull=True),
                name="one_local_value_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.parameter}={self.value}"


class Installed(models.Model):
    """Where a model of the data home came from: its package's signer, or its draft's author."""

    model = models.CharField(max_length=120, primary_key=True)
    procuratorate = models.CharField(max_length=32)
    version = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    signer = models.CharField(max_length=64, blank=True)
    author = models.CharField(max_length=32, blank=True)
    installed_by = models.CharField(max_length=32)
    installed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.model)


class TrustedKey(models.Model):
    """A public key (Ed25519, 64 hexadecimal digits) whose packages may be installed here."""

    key = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=120)
    procuratorate = models.CharField(max_length=32)
    trusted_by = models.CharField(max_length=32)
    trusted_at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return str(self.name)


class Draft(models.Model):
    """A model being written: its files by name, seen by the author's procuratorate alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procuratorate = models.CharField(max_length=32, db_index=True)
    author = models.CharField(max_length=32)
    files = models.JSONField()
    based_on = models.CharField(max_length=120, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return str(self.pk)
