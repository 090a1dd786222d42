"""The demo's information reports: a few in every queue, one that climbed to the province and came back with credit."""

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post, Unit
from shangliang.demo.bulk import Cast
from shangliang.demo.texts.reports import INVITED, MATTERS, POINT, Matter
from shangliang.demo.world import HOME
from shangliang.opinions import acts
from shangliang.opinions.models import Periodical, Report

PERIODICAL = "社情民意信息"
# Sign-in name, name, as what, of which contact point, what was written.
INFORMANTS = (
    ("demo-point", "田小禾", "point", "东栅街道社情民意联系点", POINT),
    ("demo-informant", "段青石", "invited", "", INVITED),
)


def report_all(cast: Cast, password: str) -> int:
    """A body's reports at every step; returns how many were handed in."""
    periodical = acts.found(cast.body, by=cast.leads[0], name=PERIODICAL)
    acts.found(cast.body, by=cast.leads[0], name="社情民意专报", is_urgent=True)
    _waiting, urgent, checked, kept, issued, last = (_written(cast, one) for one in MATTERS)
    acts.hurry(urgent, by=cast.clerks[0])
    for one in (urgent, checked, issued):
        _edited(cast, one)
    acts.check(checked, by=cast.leads[0])
    acts.keep(kept, by=cast.clerks[0])
    acts.set_aside(last, by=cast.clerks[0], reason="known", note="有关部门已列入今年实施计划。")
    _climb(cast, issued, periodical)
    if cast.body.region.code == HOME:
        _adopted_above(issued)
        _from_informants(cast, password)
    return len(MATTERS)


def _written(cast: Cast, matter: Matter) -> Report:
    author = cast.members[matter.member % len(cast.members)]
    report = acts.begin(cast.body, by=author)
    return _handed_in(report, author, matter)


def _handed_in(report: Report, author: User, matter: Matter) -> Report:
    acts.save(report, by=author, title=matter.title, text=matter.text, is_secrecy_declared=True)
    acts.submit(report, by=author)
    return report


def _edited(cast: Cast, report: Report) -> None:
    acts.edit(report, by=cast.clerks[0])
    text = report.text.replace("我们了解到，", "据反映，").replace("希望", "建议")
    acts.save_edit(report, by=cast.clerks[0], edited_title=report.title, edited_text=text)


def _climb(cast: Cast, report: Report, periodical: Periodical) -> None:
    """Issued, sent to a unit, the government, the party committee and the body above."""
    acts.check(report, by=cast.leads[0])
    acts.sign(report, by=cast.leads[0])
    acts.publish_issue(periodical, by=cast.leads[0], reports=[report])
    report.refresh_from_db()
    acts.send(report, by=cast.clerks[0], addressee="unit", unit=_unit(cast))
    acts.send(report, by=cast.clerks[0], addressee="government")
    where = report.dispatches.get(addressee="government")
    words = "请有关部门研究，提出落实措施。"
    acts.record_result(
        where,
        by=cast.clerks[0],
        outcome="instructed",
        day=timezone.localdate(),
        instruction=words,
        leader=cast.leaders[0],
    )
    acts.send(report, by=cast.clerks[0], addressee="party")
    if cast.body.parent_id and cast.body.parent and cast.body.parent.is_active:
        acts.send(report, by=cast.clerks[0], addressee="upper")


def _unit(cast: Cast) -> Unit:
    """The unit one signs in as, where there is one."""
    return next((desk.unit for desk in cast.desks if desk.unit.kind == "education"), cast.desks[0].unit)


def _adopted_above(report: Report) -> None:
    """The body above issues it in its turn: its author is credited there too."""
    sent = report.dispatches.filter(addressee="upper").first()
    if sent is None:
        return  # nothing above it is in use
    case = Report.objects.select_related("body").get(below_key=sent.key)
    clerk, lead = (_of(case.body, role) for role in (Post.Role.OFFICE_CLERK, Post.Role.OFFICE_LEAD))
    acts.edit(case, by=clerk)
    acts.check(case, by=lead)
    acts.sign(case, by=lead)
    acts.publish_issue(Periodical.objects.get(body=case.body, name=PERIODICAL), by=lead, reports=[case])


def _of(body: Body, role: str) -> User:
    """The first of an office."""
    post = Post.objects.filter(body=body, role=role).select_related("user").order_by("id")[0]
    return post.user


def _from_informants(cast: Cast, password: str) -> None:
    for username, name, kind, point, matter in INFORMANTS:
        person = User(username=username, name=name, password=password or make_password(None))
        person.save()
        acts.invite(cast.body, by=cast.leads[0], kind=kind, account=username, name=point)
        _handed_in(acts.begin_as_informant(cast.body, by=person), person, matter)
    acts.begin_as_informant(cast.body, by=person)
