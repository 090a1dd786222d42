"""Building a published year: its body, a few people, and as many cases as were counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective, Post, Region, RuleSet, Session, Term, Unit
from shangliang.bodies.reference.categories import reply_schemes
from shangliang.core.time import end_of, start_of
from shangliang.demo.bulk import Book, BulkHand, Cast, Desk, stored_sheet
from shangliang.demo.scenarios.years import Plan, Year, local_code, plan_of

SCHEME = "three_classes"
READER = "reader"
TEXTS = {"problem": "情况。", "analysis": "原因。", "suggestion": "一、建议。", "is_secrecy_declared": True}
LETTER = {"number": "〔1〕1号", "text": "答复。", "contact_name": "经办人", "contact_phone": "0573-00000000"}
JUDGED = {"contact_way": "visit", "attitude": "satisfied", "relevance": "full"}
CASES_AT_ONCE = 2000


def build(year: Year) -> None:
    """Everything of the year, and some cases of the year before that must not be counted."""
    plan, sheet = plan_of(year), stored_sheet()
    cast = _cast(year, plan.units)
    steps = [(place, "accept") for place in range(plan.filed)]
    for name, count in (
        ("merge", plan.merged),
        ("turn_into_opinion", plan.opinions),
        ("refuse", plan.refused),
    ):
        steps += [(place, name) for place in range(count)]
    builder = Builder(year, plan, BulkHand(Book(cast), sheet))
    for number, (place, end) in enumerate(steps):
        builder.case(place, end)
        if number % CASES_AT_ONCE == CASES_AT_ONCE - 1:
            builder.hand.book.write()
    builder.uncounted()
    builder.hand.book.write()


@dataclass
class Builder:
    """Tells the cases of a year into a book, each as shortly as its end allows."""

    year: Year
    plan: Plan
    hand: BulkHand
    host: Any = None

    def case(self, place: int, end: str) -> None:
        """One case up to its end, in one of the years."""
        years = self.year.last - self.year.first + 1
        at = datetime(self.year.first + place % years, 3, 1, 2, tzinfo=UTC) + timedelta(minutes=place)
        is_filed = end == "accept"
        case = self._submitted(at, is_collective=is_filed and place < self.plan.collective)
        category = local_code(self.plan.categories[place] if is_filed else "economy")
        clerk, lead = self.hand.cast.clerks[0], self.hand.cast.leads[0]
        self.hand.do("pass_first_review", case, at=at, by=clerk, opinion="file", category=category)
        self.hand.do(end, case, at=at, by=lead, **self._decision(end))
        if is_filed:
            self.host = self.host or case
            self._handle(case, place, at)

    def uncounted(self) -> None:
        """Cases of the year before."""
        for place in range(3):
            self._submitted(datetime(self.year.first - 1, 12, 31, 3, place, tzinfo=UTC), is_collective=False)

    def _submitted(self, at: datetime, *, is_collective: bool) -> Any:
        hand, cast = self.hand, self.hand.cast
        collective, contact = cast.contacts[0]
        by = contact if is_collective else cast.members[0]
        if is_collective:
            case = hand.do("draft_for_collective", hand.begin(), at=at, by=by, collective=collective)
            hand.do("attach", case, at=at, by=by, upload=hand.sheet(), kind="seal")
        else:
            case = hand.do("draft", hand.begin(), at=at, by=by)
        hand.do("save", case, at=at, by=by, title="关于一件事的建议", **TEXTS)
        hand.do("submit", case, at=at, by=by)
        return case

    def _decision(self, end: str) -> dict[str, Any]:
        if end == "merge":
            return {"into": self.host}
        return {"turn_into_opinion": {"note": "转有关单位"}, "refuse": {"reason": "empty"}}.get(end, {})

    def _handle(self, case: Any, place: int, at: datetime) -> None:
        is_answered = place < len(self.plan.classes)
        if self.plan.units == 1 and not is_answered:
            return
        desk = self.hand.cast.desks[place % self.plan.units]
        plan = [{"unit": desk.unit, "duty": "lead"}]
        self.hand.do("distribute", case, at=at, by=self.hand.cast.leads[0], plan=plan)
        if is_answered:
            self._answer(case, desk, place, at)

    def _answer(self, case: Any, desk: Desk, place: int, at: datetime) -> None:
        hand, duty, later = self.hand, case.duties[0], at + timedelta(days=60)
        hand.do("sign_for", duty, at=at, by=desk.clerk)
        hand.do("draft_reply", duty, at=later, by=desk.clerk, reply_class=self.plan.classes[place], **LETTER)
        hand.do("countersign", duty, at=later, by=desk.clerk)
        hand.do("sign_reply", duty, at=later, by=desk.lead)
        hand.do("approve_reply", duty, at=later, by=hand.cast.leads[0])
        hand.do("deliver", duty, at=later, by=desk.clerk)
        if place < len(self.plan.results):
            hand.do("rate", duty, at=later, by=case.row.author, result=self.plan.results[place], **JUDGED)


def _cast(year: Year, units: int) -> Cast:
    """A body that is read by its auditor with a password alone, and whose replies have three classes."""
    region = Region.objects.create(code=year.code, name=year.name, level="city")
    names = {"name": year.name, "short_name": year.name, "path": f"{year.code}/", "level": "city"}
    body = Body.objects.create(region=region, is_active=True, **names)
    _rules(body, date(year.first - 1, 1, 1))
    session = _session(body, year)
    party = Collective.objects.create(body=body, kind="party", code="party", name="党派")
    rows = [Unit(region=region, kind="town", name=f"单位{place + 1}") for place in range(units)]
    clerk, lead = _person(year, body, "unit_clerk"), _person(year, body, "unit_lead")
    _person(year, body, "auditor", username=f"{READER}-{year.code}")
    return Cast(
        body=body,
        session=session,
        past_sessions=[],
        members=[_person(year, body, "member")],
        contacts=[(party, _person(year, body, "contact"))],
        clerks=[_person(year, body, "office_clerk")],
        leads=[_person(year, body, "office_lead")],
        supervisors=[],
        leaders=[],
        desks=[Desk(unit, clerk, lead) for unit in Unit.objects.bulk_create(rows)],
    )


def _rules(body: Body, since: date) -> None:
    scheme = next(one for one in reply_schemes() if one.code == SCHEME)
    classes = [{"code": r.letter, "zh": r.zh, "en": r.en, "outcome": r.outcome} for r in scheme.classes]
    values = {"proposals": {"reply_classes": classes}, "accounts": {"second_factor_roles": []}}
    rows = [RuleSet(body=body, kind=kind, valid_from=since, values=one) for kind, one in values.items()]
    RuleSet.objects.bulk_create(rows)


def _session(body: Body, year: Year) -> Session:
    starts, opens = date(year.first - 1, 1, 1), date(year.first, 2, 20)
    term = Term.objects.create(body=body, ordinal=1, starts=starts, ends=date(year.last + 5, 12, 31))
    closes = opens + timedelta(days=4)
    window = {"accepts_from": start_of(starts), "cutoff": end_of(closes)}
    return Session.objects.create(body=body, term=term, ordinal=1, opens=opens, closes=closes, **window)


def _person(year: Year, body: Body, role: str, username: str = "") -> User:
    user = User(username=username or f"{role}-{year.code}", name=role)
    user.set_unusable_password()
    user.save()
    if role == "auditor":
        Post.objects.create(user=user, body=body, role=role)
    return user
