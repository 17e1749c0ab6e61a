"""Who got the case and how: the seed of the day, the pool as it stood, the draw."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DailySeed(models.Model):
    """The seed of one procuratorate's draws on one day.

    `commitment` (SHA-256 of the secret) is published in the ledger before the first draw; the
    secret is shown when the day is over, so nobody can foresee a draw and everybody can check it.
    """

    procuratorate = models.ForeignKey(
        "organs.Procuratorate", models.PROTECT, to_field="code", related_name="+"
    )
    day_on = models.DateField(_("日期"))
    commitment = models.CharField(_("承诺值"), max_length=64)
    secret = models.CharField(_("种子"), max_length=64)
    published_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("procuratorate", "day_on"), name="seed_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.day_on} {self.commitment}"


class Pool(models.Model):
    """The candidates of one draw as they stood, named by the digest that the act carries."""

    digest = models.CharField(primary_key=True, max_length=64)
    snapshot = models.JSONField()

    def __str__(self) -> str:
        return self.digest


class Assignment(models.Model):
    """分案: one draw or designation, projected from an `assign` or `reassign` act."""

    class Method(models.TextChoices):
        RANDOM = "random", _("随机分案")
        DESIGNATED = "designated", _("指定分案")

    proceeding = models.ForeignKey(
        "casework.Proceeding", models.CASCADE, related_name="assignments"
    )
    seq = models.PositiveBigIntegerField()
    method = models.CharField(max_length=12, choices=Method)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", null=True, related_name="+"
    )
    members = models.JSONField(default=list)
    seed = models.CharField(max_length=64, blank=True)
    pool_digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", null=True, related_name="+"
    )
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("proceeding", "seq"), name="assignment_seq_once"),
            models.CheckConstraint(
                condition=(
                    models.Q(method="random") & ~models.Q(seed="") & ~models.Q(pool_digest="")
                )
                | (
                    models.Q(method="designated")
                    & ~models.Q(reason="")
                    & models.Q(approver__isnull=False)
                ),
                name="assignment_is_drawn_or_reasoned",
            ),
        )

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.handler_id} {self.method}"


class LoadShare(models.Model):
    """承办比例: the share of new cases a person takes, in percent of a full share."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    percent = models.PositiveSmallIntegerField(_("承办比例"))
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(percent__lte=100), name="load_share_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gt=models.F("from_on")),
                name="load_share_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.percent}%"
