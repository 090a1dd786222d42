"""Reports climb from county to province, and what became of them comes back down, once to everybody."""

import pytest
from django.utils import timezone

from shangliang.bodies.models import Body
from shangliang.core.errors import Conflict, NotAllowed
from shangliang.ledger.figures import Scope, figures
from shangliang.ledger.models import Link
from shangliang.opinions import acts
from shangliang.opinions.figures_reports import by_level
from shangliang.opinions.models import Dispatch, Report
from shangliang.opinions.tests.cases import received
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.reports.cases import Ladder
from shangliang.opinions.tests.reports.test_flow import credited
from shangliang.opinions.tests.test_pages import as_

State = Report.State


def city_case(ladder: Ladder) -> Report:
    """What the city has of a county's report."""
    return cases.sent_up(ladder.county, cases.issued(ladder.county, cases.submitted(ladder.county)))


def test_going_up_makes_a_case_above_joined_by_a_link(ladder: Ladder) -> None:
    above = city_case(ladder)
    link = Link.objects.get(relation="forwarded as")
    assert (above.body, above.from_body, above.author) == (ladder.city.body, ladder.county.body, None)
    assert link.to_id == above.pk and link.from_id == Report.objects.get(body=ladder.county.body).pk


def test_an_upper_body_sees_what_it_was_sent_and_nothing_else(ladder: Ladder) -> None:
    cases.submitted(ladder.county)
    above = city_case(ladder)
    assert list(Report.objects.visible_to(ladder.city.lead)) == [above]
    assert not Dispatch.objects.visible_to(ladder.city.lead).exists()
    assert not Report.objects.visible_to(ladder.province.lead).exists()
    assert not Report.objects.visible_to(ladder.other.lead).exists()


def test_forwarding_twice_is_refused(ladder: Ladder) -> None:
    city_case(ladder)
    report = Report.objects.get(body=ladder.county.body)
    with pytest.raises(Conflict):
        acts.send(report, by=ladder.county.clerk, addressee="upper")


def test_credit_of_all_levels_reaches_the_author_below_once(ladder: Ladder) -> None:
    above = city_case(ladder)
    top = cases.sent_up(ladder.city, cases.issued(ladder.city, above))
    cases.issued(ladder.province, top)
    acts.send(top, by=ladder.province.clerk, addressee="party")
    party = cases.dispatch_of(top, "party")
    today = timezone.localdate()
    acts.record_result(party, by=ladder.province.clerk, outcome="instructed", day=today, instruction="阅。")
    author = ladder.county.member.username
    for role in ("issued_county", "adopted_city", "adopted_province", "instructed_province"):
        assert credited(role) == {author: 1}, role
    below = cases.dispatch_of(Report.objects.get(body=ladder.county.body))
    assert [(r.level, r.outcome) for r in below.results.order_by("id")] == [
        ("city", "adopted"),
        ("province", "adopted"),
        ("province", "instructed"),
    ]
    assert "阅。" not in {r.instruction for r in below.results.all()}


def test_the_same_answer_from_above_counts_once(ladder: Ladder) -> None:
    above = cases.issued(ladder.city, city_case(ladder))
    today = timezone.localdate()
    for addressee in ("party", "government"):
        acts.send(above, by=ladder.city.clerk, addressee=addressee)
        where = cases.dispatch_of(above, addressee)
        acts.record_result(where, by=ladder.city.clerk, outcome="instructed", day=today)
    assert credited("instructed_city") == {ladder.county.member.username: 1}
    with pytest.raises(Conflict):
        acts.record_result(
            cases.dispatch_of(above, "party"), by=ladder.city.clerk, outcome="instructed", day=today
        )


def test_combined_above_the_credit_is_shared_over_the_bodies_below(ladder: Ladder) -> None:
    one, two = ladder.county, ladder.other
    pair = cases.combined(one, cases.submitted(one), cases.submitted(one, one.cosigner))
    first = cases.sent_up(one, cases.issued(one, pair))
    second = cases.sent_up(two, cases.issued(two, cases.submitted(two)))
    own = cases.submitted(ladder.city)
    host = cases.combined(ladder.city, first, second, own)
    cases.issued(ladder.city, host)
    assert credited("issued_city_part") == pytest.approx({ladder.city.member.username: 0.3333})
    assert credited("adopted_city_part") == pytest.approx(
        {one.member.username: 0.1667, one.cosigner.username: 0.1667, two.member.username: 0.3333}
    )


def test_the_verdict_above_is_seen_below(ladder: Ladder) -> None:
    above = city_case(ladder)
    below = Dispatch.objects.get()
    acts.keep(above, by=ladder.city.clerk)
    below.refresh_from_db()
    assert below.state == "kept"
    acts.set_aside(above, by=ladder.city.clerk, reason="known")
    below.refresh_from_db()
    assert below.state == "not_used" and credited("adopted_city") == {}


def test_nobody_below_writes_down_a_verdict_that_comes_by_itself(ladder: Ladder) -> None:
    city_case(ladder)
    with pytest.raises(Conflict):
        acts.record_result(
            Dispatch.objects.get(), by=ladder.county.clerk, outcome="adopted", day=timezone.localdate()
        )


def test_recalled_below_it_is_withdrawn_above_even_from_a_combined_report(ladder: Ladder) -> None:
    above = city_case(ladder)
    host = cases.combined(ladder.city, above, cases.submitted(ladder.city))
    acts.recall_report(Dispatch.objects.get(), by=ladder.county.clerk, reason="情况有变")
    above.refresh_from_db()
    assert (above.state, above.combined_into, host.originals.count()) == (State.WITHDRAWN, None, 1)
    again = cases.sent_up(ladder.county, Report.objects.get(body=ladder.county.body, kind="member"))
    assert again.state == State.SUBMITTED


def test_what_is_issued_above_cannot_be_recalled(ladder: Ladder) -> None:
    cases.issued(ladder.city, city_case(ladder))
    with pytest.raises(Conflict):
        acts.recall_report(Dispatch.objects.get(), by=ladder.county.clerk, reason="情况有变")


def test_the_office_above_has_no_say_below(ladder: Ladder) -> None:
    report = cases.submitted(ladder.county)
    with pytest.raises(NotAllowed):
        acts.edit(report, by=ladder.city.lead)


def test_the_bulletin_divides_by_level_and_words_in_issued_reports_led_somewhere(ladder: Ladder) -> None:
    county = ladder.county
    received(county)
    word = received(county)
    acts.turn_into_report(word, by=county.clerk, title=cases.TITLE, text=cases.TEXT)
    pair = cases.combined(county, Report.objects.get(), cases.submitted(county))
    today = timezone.localdate()
    scope = Scope(county.body, today, today)
    assert (by_level(scope), figures["opinions.led_somewhere"].value(scope)) == ([], 0.0)
    cases.issued(ladder.city, cases.sent_up(county, cases.issued(county, pair)))
    assert [(str(one["label"]), one["values"]) for one in by_level(scope)] == [("市级", [1, 0, 0])]
    assert figures["opinions.led_somewhere"].value(scope) == 50.0
    page = as_(county.clerk).get(f"/opinions/reports/bulletin/{today.year}/").content.decode()
    assert "市级" in page


def test_an_informant_opens_the_home_of_the_body_that_asked(ladder: Ladder) -> None:
    county, stranger = ladder.county, ladder.county.stranger
    assert Body.objects.filter(is_active=True).order_by("path").first() != county.body
    place = f'href="/opinions/say/{county.body.region.code}/"'
    assert place not in as_(stranger).get("/").content.decode()
    informant = acts.invite(
        county.body, by=county.lead, kind="point", account=stranger.username, name="东栅街道联系点"
    )
    assert place in as_(stranger).get("/").content.decode()
    acts.dismiss(informant, by=county.lead)
    assert place not in as_(stranger).get("/").content.decode()
