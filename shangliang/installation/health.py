"""How the installation itself is: settings, tables, storage, mail, backup, clock, first run."""

import shutil
import tempfile
import zoneinfo
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.core.health import GOOD, STOP, WAIT, Finding, health_check
from shangliang.installation import queries, trying_mail

LEAST_FREE = 1024**3
STALE, OLD = timedelta(days=2), timedelta(days=7)
SKEW = timedelta(seconds=30)


@health_check("first_run", gettext_lazy("Setting up"))
def first_run() -> Finding:
    """The first run was finished."""
    found = queries.the_installation()
    if not queries.is_open(found):
        return Finding(GOOD, _("The installation is set up."))
    advice = _("Go on at /setup/. “shangliang setup” prints a new code as long as nobody is administrator.")
    return Finding(WAIT, _("The installation is not set up yet."), advice)


@health_check("settings", gettext_lazy("Safe settings"))
def safe_settings() -> Finding:
    """Nothing of the trying-out is left on."""
    if settings.DEBUG:
        return Finding(
            STOP, _("DEBUG is on: error pages show the inside of the program."), _("Set DEBUG=false.")
        )
    if settings.DEMO:
        sentence = _("This is a demo: everybody signs in as anybody.")
        return Finding(
            WAIT, sentence, _("Never enter real people here. Leave SHANGLIANG_DEMO out to work in earnest.")
        )
    if len(settings.SECRET_KEY) < 40 or settings.SECRET_KEY.startswith("django-insecure"):
        return Finding(STOP, _("SECRET_KEY is too short or a known one."), _("Set at least 50 random signs."))
    if not settings.SESSION_COOKIE_SECURE:
        return Finding(
            WAIT,
            _("Sign-in cookies also travel without TLS (SECURE=false)."),
            _("Put a proxy with TLS in front and leave SECURE out."),
        )
    if not settings.SITE_URL:
        return Finding(
            WAIT,
            _("SITE_URL is not set: links in some mails lead nowhere."),
            _("Set the address under which people reach the site."),
        )
    return Finding(GOOD, _("DEBUG and demo are off, the key is long, cookies need TLS."))


@health_check("tables", gettext_lazy("Tables of the database"))
def tables() -> Finding:
    """No migration waits."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        sentence = _("%(count)s migrations were not carried out, the first is %(name)s.")
        told = {"count": len(waiting), "name": waiting[0][0]}
        return Finding(STOP, sentence % told, _("Make a backup, then run “shangliang migrate” and restart."))
    return Finding(GOOD, _("All tables are up to date."))


@health_check("storage", gettext_lazy("Storage"))
def storage() -> Finding:
    """The folder of files can be written, and is not nearly full."""
    place = Path(settings.MEDIA_ROOT)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place) as probe:
            probe.write(b"x")
    except OSError as error:
        sentence = _("Files cannot be written to %(place)s: %(error)s") % {"place": place, "error": error}
        return Finding(STOP, sentence, _("Give the folder to the user of the service, or free its disk."))
    free = shutil.disk_usage(place).free
    told = {"free": f"{free / 1024**3:.1f}"}
    if free < LEAST_FREE:
        return Finding(
            STOP, _("Only %(free)s GB are free.") % told, _("Free or enlarge the disk before it is full.")
        )
    return Finding(GOOD, _("Files can be written; %(free)s GB are free.") % told)


@health_check("mail", gettext_lazy("Mail"))
def mail() -> Finding:
    """Mail goes to a server; whether it arrives, only a reader can say."""
    if trying_mail.is_printed():
        return Finding(
            WAIT,
            _("No mail server is set: mails are only printed in the log."),
            _("Set EMAIL_URL and send a test mail: shangliang doctor --mail ADDRESS."),
        )
    found = queries.the_installation()
    if found is None or found.mail_tried is None:
        return Finding(
            GOOD,
            _("A mail server is set; no test mail was sent yet."),
            _("Send one: shangliang doctor --mail ADDRESS."),
        )
    return Finding(
        GOOD,
        _("A mail server is set; the last test mail was taken %(ago)s ago.")
        % {"ago": timesince(found.mail_tried)},
    )


@health_check("backup", gettext_lazy("Backup"))
def backup() -> Finding:
    """There is a copy, and it is fresh."""
    found = queries.the_installation()
    advice = _("Let “shangliang backup” run each night, and keep copies on another machine.")
    if found is None or found.backed_up is None:
        return Finding(WAIT, _("No backup was ever made with “shangliang backup”."), advice)
    told = {"ago": timesince(found.backed_up), "place": found.backup_place}
    age = timezone.now() - found.backed_up
    tone = STOP if age > OLD else WAIT if age > STALE else GOOD
    sentence = _("The last backup was made %(ago)s ago: %(place)s") % told
    return Finding(tone, sentence, advice if tone != GOOD else "")


@health_check("clock", gettext_lazy("Clock"))
def clock() -> Finding:
    """Program and database agree on the time, in a known time zone."""
    try:
        zoneinfo.ZoneInfo(settings.TIME_ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return Finding(
            STOP,
            _("The time zone %(zone)s is not known here.") % {"zone": settings.TIME_ZONE},
            _("Set TIME_ZONE, for example Asia/Shanghai."),
        )
    told = {"zone": settings.TIME_ZONE, "now": timezone.localtime().strftime("%Y-%m-%d %H:%M")}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            skew = abs(cursor.fetchone()[0] - timezone.now())
        if skew > SKEW:
            sentence = _("The clocks of program and database differ by %(seconds)s seconds.")
            return Finding(
                STOP,
                sentence % {"seconds": int(skew.total_seconds())},
                _("Let both machines take their time from the same server (NTP)."),
            )
    return Finding(GOOD, _("It is %(now)s in %(zone)s.") % told)
