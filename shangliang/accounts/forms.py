"""Input of the account pages. Limits are validators, so that no counter stands under a code or a name."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.core.text import clean_line

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class SignInForm(forms.Form):
    """Name and password."""

    login = forms.CharField(
        label=_("Username or e-mail"),
        validators=[MaxLengthValidator(254)],
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AddressForm(forms.Form):
    """An address to which a letter goes."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=None,
        validators=[MaxLengthValidator(254)],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class CodeForm(forms.Form):
    """A code that was mailed."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits, from the mail we sent. Good for ten minutes."),
        min_length=6,
        validators=[MaxLengthValidator(12)],
        widget=forms.TextInput(attrs=CODE),
    )

    def clean_code(self) -> str:
        """As it was sent, however it was typed."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())


class StepForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The six digits your app shows now, or one of your recovery codes."),
        min_length=6,
        validators=[MaxLengthValidator(16)],
        widget=forms.TextInput(attrs={**CODE, "inputmode": "text", "autofocus": True}),
    )


class AppCodeForm(forms.Form):
    """The first code of a new app."""

    code = forms.CharField(
        label=_("Code of the app"),
        help_text=_("The six digits the app shows after you scanned."),
        min_length=6,
        validators=[MaxLengthValidator(8)],
        widget=forms.TextInput(attrs=CODE),
    )


class CredentialForm(forms.Form):
    """What the browser answered for a passkey; its script fills it in."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput())


class NewPasskeyForm(CredentialForm):
    """A new passkey and how its owner calls it."""

    name = forms.CharField(
        label=_("Name of this passkey"), help_text=_("Such as: phone, key on my key ring."), max_length=60
    )

    def clean_name(self) -> str:
        """On one line."""
        return clean_line(self.cleaned_data["name"])


class PasswordForm(forms.Form):
    """A new password, checked by the rules shown beside it."""

    password = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """As the rules want it, and another one than before."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        if self.user.has_usable_password() and self.user.check_password(password):
            raise forms.ValidationError(_("This is the password you have already. Please choose another."))
        return password

    def clean(self) -> dict[str, Any]:
        """Both times the same."""
        data = super().clean() or {}
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return data


class ProofForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class ProfileForm(forms.Form):
    """What people change of themselves."""

    phone = forms.CharField(
        label=_("Phone"),
        validators=[MaxLengthValidator(32)],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language of pages and mails"), choices=settings.LANGUAGES)

    def clean_phone(self) -> str:
        """Digits and the signs people write between them."""
        phone = clean_line(self.cleaned_data["phone"])
        if set(phone) - set("+0123456789 -()（）"):
            raise forms.ValidationError(_("A phone number has digits, spaces and + - ( ) only."))
        return phone
