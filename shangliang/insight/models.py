"""The log of changed texts: from it every process brings its index up to date."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextChange(models.Model):
    """The text of one thing changed; written in the transaction that changed it, read before every search."""

    kind = models.CharField(max_length=48)
    subject_id = models.BigIntegerField()
    # Tells this log from one of another database, or of an earlier state of this one.
    token = models.BigIntegerField()
    # The writing transaction on PostgreSQL, by which a reader knows what it cannot have seen yet; 0 elsewhere.
    transaction = models.BigIntegerField(default=0)
    made = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a text")
        indexes = [
            models.Index(fields=["transaction"], name="text_change_transaction"),
            models.Index(fields=["made"], name="text_change_made"),
        ]
