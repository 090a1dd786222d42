"""Tables too long for one request: handed to the worker, imported whole or not at all, watched on a page."""

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.accounts.models import User
from shangliang.bodies import acts, progress
from shangliang.bodies.models import ImportDraft, Membership
from shangliang.bodies.models.imports import MOST_ROWS_AT_ONCE
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict
from shangliang.core.tables import Table
from shangliang.jobs.models import Job
from shangliang.jobs.queue import run_all
from shangliang.ledger.models import Act

pytestmark = pytest.mark.django_db
LONG = MOST_ROWS_AT_ONCE + 1
State = ImportDraft.State


@pytest.fixture
def long(world: World) -> ImportDraft:
    """A table of one row too many."""
    return sent(world, [[f"委员{n}", f"139{n:08}"] for n in range(LONG)])


def sent(world: World, rows: list[list[str]]) -> ImportDraft:
    table = Table(["姓名", "手机"], rows, "")
    return acts.send_table(world.body, by=world.admin, what="members", table=table)


def imported() -> int:
    return User.objects.filter(name__startswith="委员").count()


def test_a_long_table_is_not_imported_inside_a_request(world: World, long: ImportDraft) -> None:
    for act in (acts.carry_out, acts.carry_out_correct_rows):
        with pytest.raises(Conflict):
            act(long, by=world.admin)
    assert imported() == 0


def test_the_worker_imports_what_was_handed_to_it(world: World, long: ImportDraft) -> None:
    acts.order_import(long, by=world.admin)
    assert (long.state, imported(), Job.objects.filter(done=None).count()) == (State.WAITING, 0, 1)
    run_all()
    long.refresh_from_db()
    assert (long.state, long.rows, imported(), len(long.newcomers)) == (State.DONE, [], LONG, LONG)
    assert Act.objects.get(kind="imports.carry_out").actor_id == world.admin.pk


def test_a_refusal_in_the_middle_leaves_nothing_and_gives_the_table_back(
    world: World, long: ImportDraft, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    admit, done = acts.imports.admit_member, []

    def fail_late(*args: object, **more: object) -> None:
        done.append(1)
        if len(done) == 200:
            raise Conflict("The sector is gone.")
        admit(*args, **more)

    monkeypatch.setattr(acts.imports, "admit_member", fail_late)
    acts.order_import(long, by=world.admin)
    before = (Membership.objects.count(), Act.objects.count())
    run_all()
    long.refresh_from_db()
    assert (long.state, len(long.rows), imported()) == (State.READ, LONG, 0)
    assert (Membership.objects.count(), Act.objects.count()) == (before[0], before[1] + 1)
    assert progress.progress_of(long.pk) is None
    client.force_login(world.admin)
    assert "The sector is gone." in client.get(reverse("bodies:preview", args=[long.pk])).content.decode()


def test_a_table_with_errors_is_refused_before_the_worker_has_it(world: World) -> None:
    draft = sent(world, [[f"委员{n}", f"139{n:08}"] for n in range(LONG)] + [["", "13900000000"]])
    with pytest.raises(Conflict):
        acts.order_import(draft, by=world.admin)
    assert Job.objects.count() == 0
    acts.order_correct_rows(draft, by=world.admin)
    run_all()
    assert imported() == LONG


def test_nobody_does_it_a_second_time_while_it_waits(world: World, long: ImportDraft, client: Client) -> None:
    acts.order_import(long, by=world.admin)
    client.force_login(world.admin)
    for name in ("carry_out", "order_import", "drop_table"):
        address = reverse("bodies:perform_import", args=[long.pk, name])
        assert client.post(address, {"version": str(long.version)}).status_code == 409
    with pytest.raises(Conflict):
        acts.order_import(long, by=world.admin)
    assert Job.objects.count() == 1


def test_who_lost_the_post_in_between_imports_nothing(world: World, long: ImportDraft) -> None:
    acts.order_import(long, by=world.admin)
    world.admin.posts.update(ends="2020-01-01", starts="2019-01-01")
    run_all()
    long.refresh_from_db()
    assert (long.state, imported()) == (State.READ, 0)
    assert long.refused


def test_the_page_tells_how_far_it_is_and_then_what_was_done(
    world: World, long: ImportDraft, client: Client
) -> None:
    client.force_login(world.admin)
    address = reverse("bodies:preview", args=[long.pk])
    assert (
        reverse("bodies:perform_import", args=[long.pk, "order_import"])
        in client.get(address).content.decode()
    )
    acts.order_import(long, by=world.admin)
    next(iter(told := progress.count_along(long.pk, range(LONG))))
    for _row in range(100):
        next(told)
    page = client.get(address, headers={"HX-Request": "true"})
    assert page.context["progress"] == (100, LONG)
    assert "<html" not in page.content.decode()
    run_all()
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(address).context["newcomers"] == LONG
