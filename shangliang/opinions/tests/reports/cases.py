"""Reports brought to a certain point by the acts themselves."""

from dataclasses import dataclass

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World
from shangliang.opinions import acts
from shangliang.opinions.models import Dispatch, Issue, Periodical, Report

TITLE = "关于在老旧小区加装电动车充电设施的建议"
TEXT = "目前老旧小区充电设施不足，飞线充电隐患突出。建议：一是统一规划布点；二是统一收费标准。"


@dataclass
class Ladder:
    """Three levels."""

    province: World
    city: World
    county: World
    other: World


def submitted(world: World, author: User | None = None, title: str = TITLE, **more: bool) -> Report:
    """Handed in by a member."""
    by = author or world.member
    report = acts.begin(world.body, by=by)
    acts.save(report, by=by, title=title, text=TEXT, is_secrecy_declared=True, **more)
    acts.submit(report, by=by)
    return report


def signed(world: World, report: Report) -> Report:
    """Edited, checked and signed."""
    report.refresh_from_db()
    if report.state != Report.State.EDITING:
        acts.edit(report, by=world.clerk)
    acts.check(report, by=world.lead)
    acts.sign(report, by=world.lead)
    return report


def periodical(world: World) -> Periodical:
    """The body's only one."""
    found = Periodical.objects.filter(body=world.body).first()
    return found or acts.found(world.body, by=world.lead, name="社情民意信息")


def issued(world: World, report: Report) -> Report:
    """In an issue of its own."""
    acts.publish_issue(periodical(world), by=world.lead, reports=[signed(world, report)])
    report.refresh_from_db()
    return report


def issue_of(world: World, *reports: Report) -> Issue:
    """Several in one issue."""
    return acts.publish_issue(
        periodical(world), by=world.lead, reports=[signed(world, one) for one in reports]
    )


def sent_up(world: World, report: Report) -> Report:
    """Sent to the body above; the upper body's case."""
    acts.send(report, by=world.clerk, addressee="upper")
    return Report.objects.get(below_key=dispatch_of(report).key)


def dispatch_of(report: Report, addressee: str = "upper") -> Dispatch:
    """Where it was sent."""
    return report.dispatches.exclude(state="recalled").get(addressee=addressee)


def combined(world: World, *reports: Report) -> Report:
    """Put together by the clerk, with a text that is short enough."""
    host = acts.combine(world.body, by=world.clerk, reports=list(reports), title=TITLE)
    acts.save_edit(host, by=world.clerk, edited_title=TITLE, edited_text=TEXT)
    return host
