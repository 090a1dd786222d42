"""What the demo does not bring but pages are about: letters, receipts, tables on the way in, a first run."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from shangliang.accounts import invitations
from shangliang.accounts.models import Letter, User
from shangliang.accounts.queries import public_user
from shangliang.bodies.acts import send_table
from shangliang.bodies.models import Body, Post, Unit
from shangliang.bodies.queries import units_of
from shangliang.core.tables import Table
from shangliang.demo.people import PASSWORD
from shangliang.installation import announcing, queries
from shangliang.notices.unsubscribing import token_for
from shangliang.opinions import acts as opinions
from shangliang.opinions import vault
from shangliang.opinions.models import Suggestion
from shangliang.proposals.acts import send_past_table
from shangliang.proposals.models import Proposal

HOME = "330400"
WORDS = "菜场门口的斑马线磨没了，老人过马路不安全，建议重新划线。"
ROLL = Table(["姓名", "手机", "界别"], [["张三", "13800000001", "教育界"], ["", "电话不详", ""]], "utf-8")
PAST = Table(["届次", "案号", "案由", "提案人"], [["八届三次", "12", "关于疏浚河道的建议", "某人"]], "utf-8")
ACCOUNT = {
    "name": "孔运维",
    "username": "kong",
    "email": "kong@example.org",
    "password": "orange-lamp-42",
    "again": "orange-lamp-42",
}
OWN = {"name": "清溪社区协商议事会", "short_name": "清溪议事会", "place": "清溪社区", "level": "county"}


def letters_and_receipts() -> list[str]:
    """Pages behind secrets: whoever has the address opens them."""
    lin = User.objects.create_user("walk-lin", name="林知远", email="walk-lin@example.org", password=None)
    member = User.objects.get(username="demo-member")
    clerk = User.objects.get(username="demo-clerk")
    code = opinions.make_code(Body.objects.get(region__code=HOME), by=clerk, label="菜场")
    reset = _letter(Letter.Kind.RESET, member)
    address = _letter(Letter.Kind.ADDRESS, member)
    return [
        invitations.link_for(lin, by=User.objects.get(username="demo-platform")),
        reverse("reset_password", args=reset),
        reverse("confirm_address", args=address),
        reverse("notices:unsubscribe", args=[token_for(member, "digest")]),
        "/offline/zh-hans/",
        f"/opinions/say/{HOME}/",
        f"/opinions/s/{code.slug}/",
        f"/opinions/statistics/{HOME}/",
        *_said(),
    ]


def _letter(kind: Letter.Kind, user: User) -> list[object]:
    letter = Letter.objects.create(kind=kind, user=user, address="new@example.org", site="http://testserver")
    return [letter.pk, letter.token()]


def _said() -> Iterator[str]:
    """One word in each hand: waiting, with a unit, answered."""
    body, clerk = Body.objects.get(region__code=HOME), User.objects.get(username="demo-clerk")
    unit = Unit.objects.get(pk=next(iter(units_of(User.objects.get(username="demo-unit-clerk")))))
    speaker = vault.Envelope(person=User.objects.get(username="demo-member").pk)
    for step in ("received", "forwarded", "answered"):
        key = uuid4().hex
        said = opinions.receive(
            body, by=public_user(), key=key, text=WORDS, is_public_consented=True, speaker=speaker
        )
        if step == "forwarded":
            opinions.forward(said, by=clerk, unit=unit, text=WORDS)
        if step == "answered":
            opinions.answer(said, by=clerk, text="已安排重新划线。")
            Suggestion.objects.filter(pk=said.pk).update(publicity="published", public_text=WORDS)
        yield reverse("opinions:receipt", args=[vault.secret_of(key)])


def tables_on_the_way() -> list[str]:
    """Previews of two tables, and somebody's wish to be erased."""
    su = User.objects.create_user("walk-su", name="苏明月", email="walk-su@example.org", password=PASSWORD)
    browser = Client()
    browser.force_login(su)
    browser.post("/privacy/erasure/")
    body, clerk = Body.objects.get(region__code=HOME), User.objects.get(username="demo-clerk")
    draft = send_table(body, by=User.objects.get(username="demo-admin"), what="members", table=ROLL)
    past = send_past_table(body, by=clerk, table=PAST)
    asked = [f"/bodies/imports/{draft.pk}/", f"/bodies/imports/{draft.pk}/columns/"]
    return [*asked, f"/bodies/imports/{draft.pk}/invitations/", f"/proposals/past/{past.pk}/"]


def open_pages() -> list[str]:
    """What no page links to, because a script or another site asks for it, and every word of the public."""
    shown = Proposal.objects.filter(publicity="published").order_by("pk").values_list("pk", flat=True)
    words = Suggestion.objects.values_list("pk", "referrals__pk")
    fellow = Post.objects.get(user__username="demo-cosigner", role=Post.Role.MEMBER)
    return [
        f"/bodies/posts/{fellow.pk}/",
        *(f"/embed/case/proposal/{pk}/" for pk in shown[:1]),
        *(f"/opinions/{page}{pk}/" for pk, _referral in words for page in ("", "desk/", "mine/")),
        *(f"/opinions/units/{referral}/" for _pk, referral in words if referral),
    ]


def prove(client: Client) -> None:
    """Show once more who one is, so that the pages of the account open."""
    client.post("/account/prove/", {"password": PASSWORD})


@contextmanager
def empty_installation() -> Iterator[Client]:
    """The first run in an empty database, up to the last step; then it never was."""
    with transaction.atomic(), override_settings(DEMO=False):
        browser = Client(raise_request_exception=False)
        browser.post("/setup/code/", {"code": announcing.new_code()})
        yield browser
        transaction.set_rollback(True)
    queries.forget_site_name()


def begin(browser: Client) -> None:
    """The name of the site and the first account."""
    browser.post("/setup/site/", {"language": "zh-hans", "site_name": "清溪协商"})
    browser.post("/setup/administrator/", ACCOUNT)


def found_body(browser: Client) -> None:
    """A body of one's own, with its first rules."""
    browser.post("/setup/own-body/", OWN)
