"""Every personal column of the system: what it is for, how long it is kept. The privacy page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Sentence

NAMING = _("To tell people apart and to show who speaks and who answers.")
REACHING = _("To reach the person about their cases, and to sign in.")
PROTECTING = _("To keep strangers out of the account and to show the person who came in.")
KNOWING_MEMBERS = _("Membership of the conference is public; the columns say whom a member stands for.")
SPEAKING = _("To speak the person's language.")
UNTIL_ERASED = _("As long as the account; blanked at erasure.")
UNTIL_ROLL = _("As long as the roll of the conference is kept.")
UNTIL_REMOVED = _("Until the person removes it, at the latest at erasure.")
THIRTY_DAYS = _("Thirty days.")
ONE_HALF_YEAR = _("Half a year.")
NINETY_DAYS = _("Ninety days after the last use.")
SESSION = _("Until the session ends.")
WITH_THE_CASE = _("As long as the file of the case.")
HALF_A_YEAR = _("At least half a year, as the law asks; a year unless the operator says otherwise.")


@dataclass(frozen=True)
class Purpose:
    """Some columns of one table that serve one purpose for one time."""

    table: str
    columns: tuple[str, ...]
    what: Sentence
    purpose: Sentence
    retention: Sentence


COLUMNS = (
    Purpose("accounts.User", ("name", "username"), _("name and username"), NAMING, UNTIL_ERASED),
    Purpose("accounts.User", ("email", "phone"), _("e-mail address and phone"), REACHING, UNTIL_ERASED),
    Purpose("accounts.User", ("language",), _("language"), SPEAKING, UNTIL_ERASED),
    Purpose("accounts.User", ("password",), _("password, as a salted hash"), PROTECTING, UNTIL_ERASED),
    Purpose(
        "accounts.User",
        ("last_login", "date_joined", "erased"),
        _("times of the account"),
        PROTECTING,
        UNTIL_ERASED,
    ),
    Purpose("accounts.CodeKey", ("secret",), _("key of the code app, sealed"), PROTECTING, UNTIL_REMOVED),
    Purpose("accounts.CodeKey", ("made", "used"), _("when the app was used"), PROTECTING, UNTIL_REMOVED),
    Purpose(
        "accounts.Passkey",
        ("name", "credential", "data", "made", "used"),
        _("public keys of passkeys"),
        PROTECTING,
        UNTIL_REMOVED,
    ),
    Purpose(
        "accounts.RecoveryCode",
        ("digest", "used"),
        _("recovery codes, as digests"),
        PROTECTING,
        UNTIL_REMOVED,
    ),
    Purpose(
        "accounts.OpenSession",
        ("began", "seen", "network", "device"),
        _("open sessions: times, network, kind of device"),
        PROTECTING,
        SESSION,
    ),
    Purpose(
        "accounts.KnownDevice",
        ("digest", "network", "device", "seen"),
        _("known devices: network, kind of device"),
        PROTECTING,
        NINETY_DAYS,
    ),
    Purpose(
        "accounts.Letter",
        ("address", "about", "site", "seed", "made", "sent", "used"),
        _("letters that were sent, without their codes"),
        REACHING,
        THIRTY_DAYS,
    ),
    Purpose(
        "accounts.SecurityEvent",
        ("kind", "at", "network", "device"),
        _("security events: what, when, network, kind of device"),
        PROTECTING,
        HALF_A_YEAR,
    ),
    Purpose(
        "accounts.ErasureRequest",
        ("asked", "withdrawn", "done"),
        _("requests for erasure"),
        _("To carry the request out and to show that it was."),
        UNTIL_ROLL,
    ),
    Purpose(
        "socialaccount.SocialAccount",
        ("provider", "uid", "extra_data", "last_login", "date_joined"),
        _("linked sign-in of the organisation"),
        PROTECTING,
        UNTIL_REMOVED,
    ),
    Purpose(
        "bodies.Post",
        ("starts", "ends", "end_reason", "role"),
        _("posts held, with their time"),
        NAMING,
        UNTIL_ROLL,
    ),
    Purpose("bodies.Post", ("title",), _("titles of posts"), NAMING, UNTIL_ERASED),
    Purpose(
        "bodies.Membership",
        ("employer", "job_title"),
        _("employer and position of members"),
        KNOWING_MEMBERS,
        UNTIL_ERASED,
    ),
    Purpose(
        "bodies.Membership",
        ("sector", "committee", "party", "group", "is_standing", "term"),
        _("sector, committee, party and group of members"),
        KNOWING_MEMBERS,
        UNTIL_ROLL,
    ),
    Purpose(
        "proposals.Proposal",
        ("contact_phone",),
        _("telephone given with a proposal"),
        REACHING,
        WITH_THE_CASE,
    ),
    Purpose(
        "proposals.Reply",
        ("contact_phone",),
        _("telephone of who answers for a unit"),
        REACHING,
        WITH_THE_CASE,
    ),
    Purpose(
        "notices.Choice", ("topic", "way", "is_on"), _("how one wants to be told"), REACHING, UNTIL_ERASED
    ),
    Purpose(
        "notices.Habit",
        ("has_digest", "by_workdays", "weekdays", "digest_hour", "quiet_from", "quiet_until"),
        _("days and hours at which one wants to be told"),
        REACHING,
        UNTIL_ERASED,
    ),
    Purpose(
        "notices.Delivery",
        ("way", "topic", "state", "made", "settled", "tries"),
        _("messages that were sent: way, topic, outcome, time, not what they said"),
        _("To show the person and the administrator that a message went out."),
        ONE_HALF_YEAR,
    ),
    Purpose("notices.Notice", ("made", "read"), _("notices and when they were read"), REACHING, UNTIL_ROLL),
    Purpose(
        "notices.CalendarLink",
        ("digest", "made"),
        _("calendar link, as a digest"),
        _("To give the person's calendar program their dates."),
        UNTIL_REMOVED,
    ),
)


def purposes() -> tuple[Purpose, ...]:
    """In the order in which the privacy page shows them."""
    return COLUMNS
