"""Which cases the demo has: a year's worth as it goes, and for every desk something that waits today."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shangliang.accounts.models import User
from shangliang.bodies.models import Collective
from shangliang.bodies.reference.categories import reasons_not_to_file
from shangliang.bodies.reference.divisions import usual_name
from shangliang.core.time import start_of
from shangliang.demo.bulk import BulkHand
from shangliang.demo.people import UNIT_OF_SIGN_INS
from shangliang.demo.stories import beginnings, endings, turns
from shangliang.demo.stories.stage import Hand, Steps, Teller
from shangliang.demo.texts.proposals import ProposalText, proposal_text

Story = Callable[[Teller], Steps]
Told = tuple[datetime, Teller, Steps]
IN_WINDOW, COLLECTIVE, JOINT = 0.68, 0.16, 0.36
# How a year's cases go, in shares of a thousand.
COURSES: tuple[tuple[Story, int], ...] = (
    (endings.lived, 780),
    (endings.followed_up, 60),
    (endings.late_second, 12),
    (endings.twice_dissatisfied, 5),
    (turns.key, 25),
    (endings.named_good, 13),
    (beginnings.into_opinion, 60),
    (beginnings.into_information, 18),
    (turns.reconsidered, 6),
    (beginnings.withdrawn, 14),
    (beginnings.returned, 6),
    (turns.recalled, 4),
    (turns.passed_around, 3),
    (turns.without_opinions, 4),
    (turns.unrated, 8),
)
# With joint units these would soon be late through no fault of the unit one signs in as.
HALFWAY = ("distribute", "sign_for", "log_contact", "ask_return", "coordinate", "ask_extension", "reroute")
SELDOM = tuple(story for story, share in COURSES if share < 20)


@dataclass(frozen=True)
class Waiting:
    """Cases that stand after a certain act since some days, for the people one signs in as."""

    count: int
    until: str
    days: int
    story: Story = endings.lived
    at_unit: bool = False
    by_member: bool = False
    signers: int = 0
    pace: float = 0.12


WAITING = (
    Waiting(3, "save", 1, by_member=True),
    Waiting(2, "save", 1),
    Waiting(4, "invite_to_sign", 1, signers=5),
    Waiting(1, "invite_to_sign", 1, by_member=True, signers=5),
    Waiting(9, "submit", 3),
    Waiting(1, "submit", 2, by_member=True),
    Waiting(5, "pass_first_review", 6),
    Waiting(1, "return_for_change", 6, story=beginnings.returned, by_member=True),
    Waiting(7, "accept", 9),
    Waiting(6, "distribute", 12, at_unit=True),
    Waiting(2, "distribute", 45, at_unit=True),
    Waiting(1, "distribute", 12, at_unit=True, by_member=True),
    Waiting(7, "sign_for", 15, at_unit=True),
    Waiting(4, "sign_for", 135, at_unit=True),
    Waiting(3, "log_contact", 100, at_unit=True, pace=0.5),
    Waiting(2, "ask_return", 10, story=turns.disputed, at_unit=True),
    Waiting(2, "coordinate", 10, story=turns.disputed, at_unit=True),
    Waiting(3, "ask_extension", 60, story=turns.asking_time, at_unit=True),
    Waiting(1, "reroute", 60, story=turns.passed_around, at_unit=True),
    Waiting(4, "draft_reply", 20, at_unit=True),
    Waiting(4, "countersign", 20, at_unit=True),
    Waiting(4, "sign_reply", 20, at_unit=True),
    Waiting(3, "approve_reply", 20, at_unit=True),
    Waiting(4, "deliver", 22, at_unit=True, by_member=True),
    Waiting(3, "deliver", 22, signers=4),
    Waiting(2, "rate", 26, story=endings.late_second, at_unit=True, by_member=True),
    Waiting(4, "score_quality", 34),
    Waiting(3, "review_publicity", 45),
    Waiting(2, "clear_secrecy", 45),
    Waiting(3, "nominate_key", 12, story=turns.key),
    Waiting(2, "consult_key", 12, story=turns.key),
    Waiting(4, "instruct", 30, story=turns.key, at_unit=True),
)


class Programme:
    """The stories of one body."""

    def __init__(self, hand: Hand, rng: random.Random, now: datetime) -> None:
        self.hand, self.rng, self.now = hand, rng, now
        self.cast = hand.cast
        self.place = usual_name(self.cast.body.region.name)

    def text(self, kind: str = "") -> ProposalText:
        """A text on any matter, or on one that falls to units of a kind."""
        while True:
            text = proposal_text(self.rng, self.place, self.cast.session.opens.year)
            if not kind or text.unit_kinds[0] == kind:
                return text

    def teller(self, text: ProposalText, author: User | None = None, signers: int = 0) -> Teller:
        """A story's beginning; by a given author, or by somebody or some collective."""
        rng = random.Random(self.rng.random())
        collective: Collective | None = None
        if author is None and not signers and self.rng.random() < COLLECTIVE:
            collective, author = self.rng.choice(self.cast.contacts)
        author = author or self.rng.choice(self.cast.members[2:])
        others = [one for one in self.rng.sample(self.cast.members, 8) if one != author]
        if not signers and collective is None and self.rng.random() < JOINT:
            signers = self.rng.randint(1, 6)
        return Teller(self.hand, rng, author, text, collective, others[:signers])

    def start(self) -> datetime:
        """Some moment of the year: mostly in the weeks before the cut-off."""
        session = self.cast.session
        first, last = session.accepts_from, session.cutoff - timedelta(hours=12)
        if self.rng.random() >= IN_WINDOW:
            first, last = session.cutoff, self.now
        return first + (last - first) * self.rng.random()

    def year(self, count: int) -> Iterator[Told]:
        """As many cases as the year brought, going as cases go."""
        stories, shares = zip(*COURSES, strict=True)
        for story in self.rng.choices(stories, shares, k=count):
            teller = self.teller(self.text())
            yield self.start(), teller, story(teller)

    def decisions(self) -> Iterator[Told]:
        """One case refused for each of the ten reasons, one of every seldom turn, and some merged ones."""
        for reason in reasons_not_to_file():
            teller = self.teller(self.text())
            yield self.start(), teller, beginnings.refused(teller, reason.code)
        for story in SELDOM:
            teller = self.teller(self.text())
            teller.pace = 0.5
            yield self.now - timedelta(days=200), teller, story(teller)
        for _ in range(4):
            yield from self.merging()

    def merging(self) -> Iterator[Told]:
        """A case and two others on the same matter, merged into it."""
        text, start = self.text(), self.start()
        host = self.teller(text)
        yield start, host, endings.lived(host)
        for word in ("进一步", "切实"):
            other = self.teller(replace(text, title=text.title.replace("关于", f"关于{word}")))
            yield start + timedelta(hours=self.rng.randint(2, 9)), other, beginnings.merged(other, host)

    def waiting(self) -> Iterator[Told]:
        """What waits today."""
        for line in WAITING:
            for _ in range(line.count):
                yield self._waiting(line)

    def _waiting(self, line: Waiting) -> Told:
        text = self.text(UNIT_OF_SIGN_INS if line.at_unit else "")
        author = self.cast.members[0] if line.by_member else None
        teller = self.teller(text, author, line.signers)
        if line.signers:
            asked = self.cast.members[1 if line.by_member else 0 : 2]
            teller.cosigners = [*asked, *(one for one in teller.cosigners if one not in asked)]
        teller.until, teller.pace, teller.is_alone = line.until, line.pace, line.until in HALFWAY
        hours = self.rng.uniform(2, 20) if line.days == 1 else 24 * line.days
        return self.now - timedelta(hours=hours), teller, line.story(teller)

    def past(self, hand: BulkHand, count: int, first: int = 0) -> None:
        """Cases of earlier years, entered by the office before the present session, numbered from `first`."""
        for place in range(first, first + count):
            self._past_case(hand, place)

    def _past_case(self, hand: BulkHand, place: int) -> None:
        sessions, rng = self.cast.past_sessions, self.rng
        session, text = sessions[place % len(sessions)], self.text()
        author = rng.choice(self.cast.members)
        at = start_of(self.cast.session.opens) - timedelta(days=40) + timedelta(minutes=7 * (place % 2000))
        given = {
            "title": text.title,
            "category": text.category,
            "text": text.suggestion,
            "kind": "individual",
        }
        filed_on = session.opens + timedelta(days=rng.randint(8, 90))
        numbers = {"session": session, "number": place // len(sessions) + 1, "filed_on": filed_on}
        hand.do("bring_in", hand.begin(), at=at, by=self.cast.leads[0], author=author, **given, **numbers)
