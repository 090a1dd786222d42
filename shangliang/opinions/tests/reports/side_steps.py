"""What a test asks of one installation of two."""

from datetime import timedelta

from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.accounts.sealing import unseal
from shangliang.bodies.models import Body, Post
from shangliang.core.errors import Refusal
from shangliang.core.time import today
from shangliang.ledger.models import Act, Credit
from shangliang.opinions import acts, exchange, keys
from shangliang.opinions.models import Dispatch, Outgoing, Peer, Periodical, Report
from shangliang.opinions.tests.reports.cases import TEXT, TITLE

ROLES = ("member", "office_clerk", "office_lead")


def open_body(code: str, other: str, address: str) -> str:
    """Only one of the bodies works here; the other one is spoken with. Answers with our key for it."""
    Body.objects.exclude(region__code=code).update(is_active=False)
    body = Body.objects.get(region__code=code)
    for role in ROLES:
        user = User.objects.create_user(role, name=role)
        Post.objects.create(user=user, body=body, role=role, starts=today())
    operator = User.objects.create_superuser("operator", name="operator")
    peer = acts.connect(Body.objects.get(region__code=other), by=operator, address=address)
    return keys.public_of(unseal(peer.sealed_key))


def trust(key: str) -> bool:
    """The operator enters the other side's key."""
    peer = Peer.objects.get()
    acts.trust(peer, by=_as("operator"), key=key, address=peer.address)
    return True


def rotate(days: int) -> bool:
    """The operator makes a new key."""
    acts.rotate_key(Peer.objects.get(), by=_as("operator"), days=days)
    return True


def disconnect() -> bool:
    """The operator wants no more of it."""
    acts.disconnect(Peer.objects.get(), by=_as("operator"), reason="钥匙遗失")
    return True


def deliver() -> int:
    """What the worker does at its beat, after every pause is over."""
    return exchange.deliver(timezone.now() + timedelta(days=1))


def forget_taken() -> bool:
    """As if no answer had come back to anything ever sent."""
    Outgoing.objects.update(taken=None)
    return True


def peer() -> dict[str, object]:
    """How the other side is reached from here."""
    one = Peer.objects.get()
    waiting = one.outgoing.filter(taken=None).order_by("id")
    return {
        "state": one.state,
        "key": one.key,
        "earlier": one.earlier_key,
        "own": keys.public_of(unseal(one.sealed_key)),
        "is_reached": one.unreachable_since is None,
        "failures": one.failures,
        "waiting": [row.error for row in waiting],
    }


def _as(role: str) -> User:
    return User.objects.get(username=role)


def send_up(code: str) -> bool:
    """A member's report goes all the way to the body above."""
    body = Body.objects.get(region__code=code)
    report = acts.begin(body, by=_as("member"))
    acts.save(report, by=_as("member"), title=TITLE, text=TEXT, is_secrecy_declared=True)
    acts.submit(report, by=_as("member"))
    issue(code)
    report.refresh_from_db()
    acts.send(report, by=_as("office_clerk"), addressee="upper")
    return True


def issue(code: str) -> bool:
    """Whatever was handed in is edited, checked, signed and issued."""
    body = Body.objects.get(region__code=code)
    periodical = Periodical.objects.filter(body=body).first() or acts.found(
        body, by=_as("office_lead"), name="社情民意信息"
    )
    for report in Report.objects.filter(body=body, state="submitted"):
        acts.edit(report, by=_as("office_clerk"))
        acts.check(report, by=_as("office_lead"))
        acts.sign(report, by=_as("office_lead"))
        acts.publish_issue(periodical, by=_as("office_lead"), reports=[report])
    return True


def waiting() -> list[list[str]]:
    """The envelopes of all reports' messages ever written here, with moment and signature, in order."""
    rows = Outgoing.objects.exclude(content__contains="introduced").select_related("peer__body__region")
    told = []
    for one in rows.order_by("id"):
        envelope = exchange.envelope_of(one)
        headers = exchange.signed(one, envelope)
        told.append([envelope.decode(), headers["X-Sent"], headers["X-Signature"]])
    return told


def take(envelope: str, sent: str, signature: str) -> str:
    """What the other side sent; "" or why it was refused."""
    peer = Peer.objects.select_related("body__region").get()
    try:
        acts.take_in(peer, by=system_user(), envelope=envelope.encode(), sent=sent, signature=signature)
    except Refusal as refusal:
        return str(refusal.sentence)
    return ""


def standing() -> dict[str, object]:
    """How everything stands here."""
    return {
        "reports": list(Report.objects.order_by("id").values_list("kind", "state")),
        "dispatches": list(Dispatch.objects.order_by("id").values_list("state", flat=True)),
        "credits": list(Credit.objects.order_by("id").values_list("role", flat=True)),
        "heard": Act.objects.filter(kind="dispatches.hear_result").count(),
    }
