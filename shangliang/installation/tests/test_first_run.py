"""From an empty database to a working body, and who is kept out on the way."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shangliang.accounts.models import SecurityEvent, User
from shangliang.bodies.models import Body, ImportDraft, Post, Region, RuleSet, Session
from shangliang.bodies.rulesets import rules_in_force
from shangliang.bodies.tests.world import person
from shangliang.installation import acts, announcing, queries
from shangliang.installation.models import Installation
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences

pytestmark = pytest.mark.django_db
ACCOUNT = {
    "name": "孔运维",
    "username": "kong",
    "email": "kong@example.org",
    "password": "orange-lamp-42",
    "again": "orange-lamp-42",
}
OWN = {"name": "清溪社区协商议事会", "short_name": "清溪议事会", "place": "清溪社区", "level": "county"}
ROLL = "姓名,手机,界别\n张三,13800000001,教育界\n李四,138-0000-0002,没有这个界\n张三,13800000001,\n"


def has_account(browser: Client) -> Client:
    """The browser names the site and opens the first account."""
    browser.post("/setup/site/", {"language": "zh-hans", "site_name": "清溪协商"})
    assert browser.post("/setup/administrator/", ACCOUNT).status_code == 302
    return browser


def has_body(browser: Client) -> Body:
    """The browser founds a body of its own."""
    answer = has_account(browser).post("/setup/own-body/", OWN)
    assert answer.headers["Location"] == "/setup/rules/"
    return Body.objects.get()


def term_days() -> dict[str, Any]:
    """The form of term and session as it is offered."""
    from shangliang.installation.forms import TermForm

    form = TermForm()
    return {name: form[name].value() for name in form.fields}


# The door


def test_the_first_page_leads_to_the_setting_up_only_while_nobody_is_there(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/setup/"
    person("somebody", "某人")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("step", queries.STEPS)
def test_no_step_opens_without_the_code(client: Client, code: str, step: str) -> None:
    for ask in (client.get, client.post):
        assert ask(f"/setup/{step}/", ACCOUNT).headers["Location"] == "/setup/code/"
    assert not queries.has_people()


@pytest.mark.usefixtures("clock_stands_still")
def test_a_wrong_code_opens_nothing_and_guessing_is_braked(client: Client, code: str) -> None:
    answers = [client.post("/setup/code/", {"code": "AAAA-BBBB-CCCC-DDDD"}).status_code for _try in range(6)]
    assert answers == [422, 422, 422, 422, 422, 429]
    assert client.get("/setup/site/").headers["Location"] == "/setup/code/"


def test_a_newer_code_ends_the_older_one_and_what_it_opened(holder: Client, code: str) -> None:
    announcing.new_code()
    assert holder.get("/setup/site/").headers["Location"] == "/setup/code/"
    assert holder.post("/setup/code/", {"code": code}).status_code == 422


def test_the_code_is_read_however_it_is_typed_and_is_not_kept(client: Client, code: str) -> None:
    assert client.post("/setup/code/", {"code": f" {code.lower().replace('-', ' ')} "}).status_code == 302
    kept = Installation.objects.get().code_digest
    assert (len(kept), code in kept) == (64, False)


def test_a_server_that_printed_no_code_logs_one_when_the_page_is_opened(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = client.get("/setup/code/")
    (found,) = re.findall(r"Setup code: (\S+)", caplog.text)
    assert (page.status_code, found in page.content.decode()) == (200, False)
    assert client.post("/setup/code/", {"code": found}).status_code == 302


def test_where_people_are_nothing_can_be_set_up(client: Client) -> None:
    person("somebody", "某人")
    assert announcing.new_code() == ""
    for step in ("", "code/", "administrator/"):
        assert client.get(f"/setup/{step}").status_code == 409
    assert client.post("/setup/administrator/", ACCOUNT).status_code == 409


# The first account


def test_the_first_account_operates_and_the_code_is_used_up(holder: Client, code: str) -> None:
    has_account(holder)
    user = User.objects.get(username="kong")
    assert (user.is_superuser, user.check_password("orange-lamp-42"), user.language) == (
        True,
        True,
        "zh-hans",
    )
    assert SecurityEvent.objects.filter(user=user, kind="password_set").exists()
    other = Client()
    assert other.get("/setup/body/").headers["Location"].startswith("/sign-in/")
    assert other.post("/setup/code/", {"code": code}).headers["Location"] == "/setup/body/"
    assert other.post("/setup/administrator/", ACCOUNT | {"username": "second"}).status_code == 302
    assert User.objects.filter(is_superuser=True).count() == 1


def test_the_second_factor_comes_before_the_next_step(
    holder: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shangliang.accounts import policy

    monkeypatch.setattr(policy, "second_factor_needed", lambda user: user.is_superuser)
    has_account(holder)
    assert holder.get("/setup/body/").headers["Location"].startswith("/sign-in/second-step/")


@pytest.mark.parametrize(
    "wrong",
    [{"password": "short", "again": "short"}, {"again": "another"}, {"username": "a b"}, {"name": ""}],
)
def test_a_wrong_account_is_refused_and_what_was_typed_stays(holder: Client, wrong: dict[str, str]) -> None:
    answer = holder.post("/setup/administrator/", ACCOUNT | wrong)
    assert (answer.status_code, queries.has_people()) == (422, False)
    assert "kong@example.org" in answer.content.decode()


def test_somebody_else_who_signs_in_later_cannot_go_on(holder: Client) -> None:
    has_account(holder)
    other = Client()
    other.force_login(person("somebody", "某人"))
    assert other.get("/setup/body/").status_code == 403


# The body


def test_a_body_of_the_tree_is_found_by_name_and_put_in_use(holder: Client) -> None:
    has_account(holder)
    page = holder.get("/setup/body/", {"q": "南湖"})
    assert [one["code"] for one in page.context["found"]] == ["330402"]
    assert Body.objects.count() == 0
    assert holder.post("/setup/body/", {"code": "330402"}).headers["Location"] == "/setup/rules/"
    body = Body.objects.get(is_active=True)
    assert (body.region.code, Body.objects.count() > 3_000) == ("330402", True)
    assert list(Post.objects.values_list("role", flat=True)) == ["admin"]
    assert holder.post("/setup/body/", {"code": "330400"}).status_code == 409


@pytest.mark.parametrize("nowhere", ["999999", "", "'; --"])
def test_a_code_of_no_body_is_refused(holder: Client, nowhere: str) -> None:
    has_account(holder)
    assert holder.post("/setup/body/", {"code": nowhere}).status_code == 422
    assert not Region.objects.exists()


def test_a_council_of_ones_own_stands_beside_the_tree(holder: Client) -> None:
    body = has_body(holder)
    assert (body.is_active, body.parent, body.path, body.region.code) == (True, None, "own1/", "own1")
    assert body.collectives.filter(kind="sector").exists()
    kinds = list(Act.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["bodies.found", "bodies.put_in_use", "bodies.appoint"]


def test_steps_that_need_the_body_wait_for_it(holder: Client) -> None:
    has_account(holder)
    for step in ("rules", "term", "units", "members", "finish"):
        assert holder.get(f"/setup/{step}/").status_code == 409
    assert holder.post("/setup/pass/body/").status_code == 409


# Rules, term, tables, mail


@pytest.mark.parametrize(
    "template", ["proposals.nation", "proposals.province", "proposals.city", "proposals.county"]
)
def test_each_set_of_rules_can_be_taken(holder: Client, template: str) -> None:
    body = has_body(holder)
    assert holder.post("/setup/rules/", {"template": template}).headers["Location"] == "/setup/term/"
    (row,) = RuleSet.objects.filter(body=body)
    read = rules_in_force(body, "proposals").values
    assert (read.return_days, len(read.reply_classes)) == (
        row.values["return_days"],
        len(row.values["reply_classes"]),
    )


def test_the_set_of_the_own_level_is_offered_first(holder: Client) -> None:
    has_body(holder)
    page = holder.get("/setup/rules/")
    assert page.context["form"]["template"].value() == "proposals.county"
    assert holder.post("/setup/rules/", {"template": "nothing"}).status_code == 422


def test_term_and_session_are_entered_together_or_not_at_all(holder: Client) -> None:
    body = has_body(holder)
    wrong = term_days() | {"cutoff": "2001-01-01T00:00"}
    assert holder.post("/setup/term/", wrong).status_code == 422
    assert not body.terms.exists()
    assert holder.post("/setup/term/", term_days()).headers["Location"] == "/setup/units/"
    assert Session.objects.filter(body=body).count() == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_real_roll_with_mistakes_is_imported_and_leads_back(holder: Client, encoding: str) -> None:
    body = has_body(holder)
    holder.post("/setup/term/", term_days())
    holder.get("/setup/members/")
    table = SimpleUploadedFile("名单.csv", ROLL.encode(encoding))
    sent = holder.post(reverse("bodies:upload", args=[body.pk, "members"]), {"table": table})
    assert sent.status_code == 302
    draft = ImportDraft.objects.get()
    preview = holder.get(reverse("bodies:preview", args=[draft.pk]))
    assert [row["row"].number for row in preview.context["rows"]] == [3, 4, 2]
    do = reverse("bodies:perform_import", args=[draft.pk, "carry_out_correct_rows"])
    assert holder.post(do, {"version": draft.version}).status_code == 302
    assert (
        reverse("installation:members")
        in holder.get(reverse("bodies:preview", args=[draft.pk])).content.decode()
    )
    assert holder.get("/setup/members/").context["count"] == 1


def test_a_test_mail_is_sent_and_a_silent_server_is_named(
    holder: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_account(holder)
    assert holder.post("/setup/mail/", {"email": "kong@example.org"}).status_code == 302
    assert [one.to for one in mail.outbox] == [["kong@example.org"]]

    def fail(*args: object, **more: object) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr("shangliang.installation.trying_mail.send_mail", fail)
    answer = holder.post("/setup/mail/", {"email": "kong@example.org"})
    assert (answer.status_code, "nobody listens" in answer.content.decode()) == (409, True)


# The whole way


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_whole_way_can_be_walked_in_every_language(holder: Client, language: str) -> None:
    holder.post("/setup/site/", {"language": language, "site_name": "清溪协商"})
    holder.post("/setup/administrator/", ACCOUNT)
    holder.post("/setup/own-body/", OWN)
    holder.post("/setup/rules/", {"template": "proposals.city"})
    holder.post("/setup/term/", term_days())
    for step in ("units", "members", "mail"):
        assert holder.get(f"/setup/{step}/").status_code == 200
        holder.post(f"/setup/pass/{step}/")
    page = holder.get("/setup/", follow=True)
    assert page.request["PATH_INFO"] == "/setup/finish/"
    assert f'lang="{language}"' in page.content.decode()
    assert "清溪协商" in page.content.decode()
    body = Body.objects.get()
    assert holder.post("/setup/finish/").headers["Location"] == reverse("bodies:manage", args=[body.pk])
    assert Act.objects.get(kind="installation.finish").body_id == body.pk
    assert differences() == []


def test_it_is_gone_on_with_where_it_was_left(holder: Client) -> None:
    has_body(holder)
    later = Client()
    later.force_login(User.objects.get(username="kong"))
    assert later.get("/setup/").headers["Location"] == "/setup/rules/"


def test_once_finished_every_step_is_refused(holder: Client) -> None:
    body = has_body(holder)
    acts.finish(Installation.objects.get(), by=User.objects.get(username="kong"))
    for step in ("", "code/", *(f"{one}/" for one in queries.STEPS)):
        assert holder.get(f"/setup/{step}").status_code == 409
    assert holder.post("/setup/site/", {"language": "en", "site_name": "x"}).status_code == 409
    assert holder.post("/setup/pass/units/").status_code == 409
    assert (queries.site_name(), Region.objects.count(), body.pk) == ("清溪协商", 1, Body.objects.get().pk)
