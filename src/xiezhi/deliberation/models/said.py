"""What every table of deliberation has in common: the act it stands for, and that it stays."""

from django.conf import settings
from django.db import models


class Said(models.Model):
    """One act in a matter. `seq` is the act's place in the ledger; a row is never changed."""

    proceeding = models.ForeignKey("casework.Proceeding", models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()
    matter = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, to_field="code", related_name="+"
    )
    capacity = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.matter} {self.by_id} {self.at:%Y-%m-%d}"

    def save(self, **options: object) -> None:
        """Insert; an existing row is refused, as the database's own trigger would refuse it.

        Raises:
            TypeError: when the row is already stored.
        """
        if not self._state.adding:
            raise TypeError("what was said in a matter is never changed")
        super().save(**options)  # type: ignore[arg-type]
