"""What happened to an issued document: to whom it was served, and what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .document import Document


class Service(models.Model):
    """送达: one service on one recipient; `served_on` starts the recipient's clock."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="services")
    seq = models.PositiveBigIntegerField()
    to = models.CharField(_("受送达人"), max_length=200)
    mode = models.CharField(_("送达方式"), max_length=32)
    proof = models.CharField(_("送达凭证"), max_length=500)
    served_on = models.DateField(_("送达日期"))
    recorded_by = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("送达")
        ordering = ("document", "seq")
        constraints = (
            models.UniqueConstraint(fields=("document", "seq"), name="service_once_an_act"),
            models.CheckConstraint(condition=~models.Q(proof=""), name="service_has_proof"),
        )

    def __str__(self) -> str:
        return f"{self.to} {self.served_on}"


class Reply(models.Model):
    """回复: `accepted` says that measures are proven or the reasons hold; received ≠ closed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="replies")
    seq = models.PositiveBigIntegerField()
    received_on = models.DateField(_("收到日期"))
    content = models.TextField(_("回复内容"))
    accepted = models.BooleanField(_("认可"))
    proof = models.CharField(_("依据的材料"), max_length=500, blank=True)
    recorded_by = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("回复")
        ordering = ("document", "seq")
        constraints = (
            models.UniqueConstraint(fields=("document", "seq"), name="answer_once_an_act"),
        )

    def __str__(self) -> str:
        return f"{self.received_on}"
