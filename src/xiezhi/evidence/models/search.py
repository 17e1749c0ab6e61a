"""What the full-text index holds: one row a page, beside the engine's own table."""

from django.db import models


class SearchPage(models.Model):
    """A searchable page of a case, a party or a text. The bigrams sit in `evidence_bigrams`."""

    class Kind(models.TextChoices):
        CASE = "case"
        PARTY = "party"
        TEXT = "text"

    kind = models.CharField(max_length=8, choices=Kind)
    ref = models.CharField(max_length=64)
    page = models.PositiveIntegerField(default=0)
    case = models.ForeignKey("casework.Case", models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=300)
    body = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "ref", "page"), name="search_page_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.title} {self.page}"
