"""The book: rows waiting to be written, with the ids, numbers, clocks and counts that acts would give."""

from collections import Counter as Count
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.bodies.deadlines import Due, due_in_months, due_in_workdays
from shangliang.bodies.models import Counter
from shangliang.bodies.rulesets import InForce
from shangliang.core.time import start_of
from shangliang.demo.bulk.cast import Cast
from shangliang.demo.bulk.counts import add_counts
from shangliang.demo.bulk.rows import continue_sequences, next_id, write_objects
from shangliang.ledger import tallies
from shangliang.ledger.models import Act, Credit, Link, Tally
from shangliang.notices.models import Notice
from shangliang.proposals.ruleset import ProposalRules, proposal_rules


class Book:
    """What happens in one body, kept in memory until `write`. Nobody else may write meanwhile."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.rows: dict[type[Model], list[Any]] = defaultdict(list)
        self.acts: list[tuple[Act, list[Credit], list[int], list[Link]]] = []
        # Of the act under way: what follows from it, and facts it states itself.
        self.consequences: list[Callable[[], Any]] = []
        self.stated: dict[str, Any] = {}
        self.read_before: datetime | None = None
        self._free_ids: dict[type[Model], int] = {}
        self._numbers: dict[str, int] = dict(
            Counter.objects.filter(body=cast.body).values_list("name", "value")
        )
        self._dues: dict[tuple[str, date, int], Due] = {}

    @cached_property
    def rules(self) -> ProposalRules:
        """What the body has set."""
        return self._in_force.values

    @cached_property
    def rules_version(self) -> int | None:
        """Which rule set spoke last."""
        return self._in_force.version

    @cached_property
    def _in_force(self) -> InForce[ProposalRules]:
        return proposal_rules(self.cast.body)

    @cached_property
    def system(self) -> User:
        """Who acts when nobody does."""
        return system_user()

    def add(self, row: Any) -> Any:
        """Keep a row under a new id."""
        model = type(row)
        row.pk = self._free_ids.get(model) or next_id(model)
        self._free_ids[model] = row.pk + 1
        self.rows[model].append(row)
        return row

    def next_number(self, name: str) -> int:
        """As `bodies.numbers.next_number`."""
        self._numbers[name] = self._numbers.get(name, 0) + 1
        return self._numbers[name]

    def due(self, span: str, start: datetime, count: int) -> Due:
        """When a number of "workdays" or "months" after an instant is over; it depends on the day alone."""
        key = (span, timezone.localdate(start), count)
        if key not in self._dues:
            compute = due_in_workdays if span == "workdays" else due_in_months
            self._dues[key] = compute(start_of(key[1]), count)
        return self._dues[key]

    def write(self) -> int:
        """Write everything in one transaction and begin an empty page; returns the number of acts."""
        with transaction.atomic():
            self._settle_acts()
            done = len(self.rows[Act])
            for model, rows in self.rows.items():
                write_objects(model, rows)
            continue_sequences(self.rows)
            self._write_counts()
            self._write_numbers()
        self.rows.clear()
        self.acts.clear()
        return done

    def _settle_acts(self) -> None:
        """Acts get their ids in the order in which they happened."""
        self.acts.sort(key=lambda kept: kept[0].recorded)
        for act, shares, hearers, links in self.acts:
            self.add(act)
            for row in shares:
                row.act_id = act.pk
                self.add(row)
            for link in links:
                link.act_id = act.pk
                self.add(link)
            for person_id in hearers:
                self.add(self._notice(act, person_id))

    def _notice(self, act: Act, person_id: int) -> Notice:
        """Nobody is mailed of the past, and what lies far back is read."""
        is_read = self.read_before is not None and act.recorded < self.read_before
        read = act.recorded if is_read else None
        return Notice(person_id=person_id, act_id=act.pk, made=act.recorded, read=read, routed=act.recorded)

    def _write_counts(self) -> None:
        counts: Count[tallies.Key] = Count()
        for act, shares, _hearers, _links in self.acts:
            counts[Tally.key_of(act, "")] += 1
            counts.update(Tally.key_of(act, credit.role) for credit in shares)
        add_counts(counts)

    def _write_numbers(self) -> None:
        rows = [Counter(body=self.cast.body, name=name, value=value) for name, value in self._numbers.items()]
        Counter.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["body", "name"], update_fields=["value"]
        )
