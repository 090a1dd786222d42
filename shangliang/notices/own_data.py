"""What notices keep about a person, for their export and for erasure."""

from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.privacy import register, rows_of
from shangliang.notices.models import CalendarLink, Choice, Delivery, Habit, Notice


def declare() -> None:
    """Called when the app is ready. Notices point at the record and stay; how the person was reached goes."""
    register("notices", _("Notices"), lambda user: rows_of(Notice.objects.filter(person=user)))
    register(
        "notice_choices",
        _("How you are told"),
        lambda user: [
            *rows_of(Choice.objects.filter(person=user)),
            *rows_of(Habit.objects.filter(person=user)),
        ],
        _forget,
    )
    register(
        "deliveries", _("What was sent to you"), lambda user: rows_of(Delivery.objects.filter(person=user))
    )
    register(
        "calendar_link",
        _("Calendar link"),
        lambda user: rows_of(CalendarLink.objects.filter(person=user), ("digest",)),
    )


def _forget(user: User) -> None:
    for model in (Choice, Habit, CalendarLink):
        model.objects.filter(person=user).delete()
    Delivery.objects.filter(person=user).delete()
    Notice.objects.filter(person=user, awaits_digest=True).update(awaits_digest=False)
