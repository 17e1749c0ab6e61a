"""The entries of every chain and the head of each. The database itself refuses to change them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One recorded act. Every column is what was hashed, as text: nothing is derived."""

    pk = models.CompositePrimaryKey("chain", "seq")
    chain = models.CharField(_("链"), max_length=32)
    seq = models.BigIntegerField(_("序号"))
    version = models.PositiveSmallIntegerField(_("格式版本"))
    subject_kind = models.CharField(_("对象种类"), max_length=32)
    subject_id = models.CharField(_("对象"), max_length=64)
    kind = models.CharField(_("办案行为"), max_length=32)
    at = models.CharField(_("行为时间"), max_length=27)
    recorded_at = models.CharField(_("记录时间"), max_length=27)
    by = models.CharField(_("行为人"), max_length=32)
    capacity = models.CharField(_("身份"), max_length=32)
    rule = models.CharField(_("规则"), max_length=128)
    rule_version = models.CharField(_("规则版本"), max_length=64)
    data = models.TextField(_("内容"))
    previous_sha256 = models.CharField(max_length=64)
    previous_sm3 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("账本记录")
        ordering: ClassVar = ["chain", "seq"]
        indexes: ClassVar = [
            models.Index(
                fields=["subject_kind", "subject_id", "chain", "seq"], name="entry_of_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq} {self.kind}"


class Head(models.Model):
    """The last entry of a chain; locked while an entry is added, moved by one only."""

    chain = models.CharField(_("链"), max_length=32, primary_key=True)
    seq = models.BigIntegerField(_("序号"), default=0)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("链头")

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq}"


class KeptPack(models.Model):
    """What a pack of rules says, kept when the first act is done under it; never changed.

    `content` are its bytes, compressed by zlib; the digest is taken of them uncompressed.
    """

    digest = models.CharField(_("摘要"), max_length=64, primary_key=True)
    version = models.CharField(_("规则版本"), max_length=64)
    content = models.BinaryField(_("内容"))
    kept_at = models.CharField(_("保存时间"), max_length=27)

    class Meta:
        verbose_name = _("规则包")
        ordering: ClassVar = ["kept_at", "digest"]

    def __str__(self) -> str:
        return self.version
