"""What Django asks of a password, where its own sentences do not do."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Refuses with the sentence that asks for it: Django's own refusal has no Chinese."""

    def get_error_message(self) -> str:
        """The same sentence as beside the field."""
        return str(self.get_help_text())
