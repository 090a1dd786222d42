"""Proving who one is: password, code by mail, second step. Alike in answer and work for known and unknown."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts import passkeys, throttle, totp
from shangliang.accounts.acts.door import Kind, account_act, note
from shangliang.accounts.models import CodeKey, Letter, OpenSession, Passkey, RecoveryCode, User
from shangliang.accounts.models.letters import MOST_TRIES
from shangliang.accounts.queries import is_right_password, person_by_login
from shangliang.accounts.rules import is_self
from shangliang.accounts.sealing import digest, unseal
from shangliang.accounts.where import Where
from shangliang.core.errors import Invalid, NotVisible


def prove_password(login: str, password: str, *, where: Where) -> User:
    """The person whose name and password these are; raises TooFast or Invalid."""
    user = person_by_login(login)
    brakes = throttle.brakes_for("password", login, user, where)
    throttle.press(brakes)
    if not is_right_password(user, password) or user is None:
        note(Kind.SIGN_IN_FAILED, user, where)
        raise Invalid(_("This name and this password do not belong together. Please check both."))
    throttle.release(brakes)
    note(Kind.SIGNED_IN, user, where)
    return user


def prove_again(user: User, password: str, *, where: Where) -> None:
    """The signed-in person gives the password once more; raises TooFast or Invalid."""
    brakes = throttle.brakes_for("password", user.username, user, where)
    throttle.press(brakes)
    if not is_right_password(user, password):
        note(Kind.SIGN_IN_FAILED, user, where)
        raise Invalid(_("This is not your password."), "password")
    throttle.release(brakes)


def prove_code(letter_pk: int | None, code: str, *, where: Where) -> User:
    """The person to whom the code was mailed; raises Invalid. A letter takes five tries and one use."""
    waiting = Letter.objects.filter(
        pk=letter_pk or 0, kind=Letter.Kind.CODE, used__isnull=True, tries__lt=MOST_TRIES
    )
    letter = waiting.select_related("user").first()
    if letter is None or not letter.is_fresh or not waiting.update(tries=F("tries") + 1):
        raise Invalid(_("This code is used up or too old. Please have a new one sent."))
    user = letter.user
    is_right = letter.is_code(code) and user is not None and user.is_active
    if not is_right or not Letter.objects.filter(pk=letter.pk, used__isnull=True).update(used=timezone.now()):
        note(Kind.SIGN_IN_FAILED, user, where)
        raise Invalid(_("This is not the code we sent. Please check it."), "code")
    assert user is not None
    note(Kind.SIGNED_IN, user, where)
    return user


def prove_step_by_code(user: User, typed: str, *, where: Where) -> None:
    """The second step with a code of the app, or with a recovery code; raises TooFast or Invalid."""
    brakes = throttle.brakes_for("step", str(user.pk), user, where)
    throttle.press(brakes)
    code = typed.replace(" ", "").replace("-", "").upper()
    if _take_app_code(user, code):
        note(Kind.STEP_DONE, user, where)
    elif _take_recovery_code(user, code):
        note(Kind.RECOVERY_USED, user, where)
    else:
        note(Kind.STEP_FAILED, user, where)
        raise Invalid(_("This code is not right or was used before. Please wait for the next one."), "code")
    throttle.release(brakes)


def prove_step_by_passkey(
    user: User, typed: str, *, state: passkeys.State | None, site: str, where: Where
) -> None:
    """The second step with a passkey; raises TooFast or Invalid."""
    brakes = throttle.brakes_for("step", str(user.pk), user, where)
    throttle.press(brakes)
    try:
        answer = passkeys.read_proof(user, state, typed, site)
        _count_use(answer)
    except Invalid:
        note(Kind.STEP_FAILED, user, where)
        raise
    throttle.release(brakes)
    note(Kind.STEP_DONE, user, where)


def _take_app_code(user: User, code: str) -> bool:
    """Each step's code is taken once, by whoever is first."""
    key = CodeKey.objects.filter(user=user).first()
    step = totp.step_of(unseal(key.secret), code) if key else None
    if key is None or step is None:
        return False
    newer = CodeKey.objects.filter(pk=key.pk, last_step__lt=step)
    return bool(newer.update(last_step=step, used=timezone.now()))


def _take_recovery_code(user: User, code: str) -> bool:
    mine = RecoveryCode.objects.filter(user=user, digest=digest("recovery", f"{user.pk}|{code}"), used=None)
    return bool(mine.update(used=timezone.now()))


def _count_use(answer: passkeys.Answer) -> None:
    """A counter that does not grow belongs to a copy of the key (keys without counter always say 0)."""
    keys = Passkey.objects.filter(credential=answer.credential)
    if answer.sign_count:
        keys = keys.filter(sign_count__lt=answer.sign_count)
    if not keys.update(sign_count=answer.sign_count, used=timezone.now()):
        raise Invalid(
            _("This passkey seems to have been copied. Use another way and remove it."), "credential"
        )


@account_act(Kind.SESSION_ENDED, who=is_self)
def end_session(user: User, *, by: User, where: Where, session: int) -> None:
    """End one of one's own sessions, wherever it is."""
    if not OpenSession.objects.filter(pk=session, user=user).delete()[0]:
        raise NotVisible(_("This session has ended already."))
