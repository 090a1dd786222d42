"""A decision on its way to the people, over the wire, to servers that check what real ones check."""

from email import message_from_string
from email.header import decode_header, make_header
from typing import Any

import pytest

from shangliang.bodies.tests.world import World
from shangliang.notices.models import Choice, Delivery
from shangliang.notices.routing import route_waiting
from shangliang.notices.sending import send_waiting
from shangliang.notices.tests.platforms import DingTalk, Feishu, Platform, Sms, WeCom, mail_server, served
from shangliang.proposals.tests import cases

ROBOTS: dict[str, tuple[type[Platform], str]] = {
    "dingtalk": (DingTalk, "/robot/send?access_token=t0ken"),
    "feishu": (Feishu, "/open-apis/bot/v2/hook/t0ken"),
    "wecom": (WeCom, "/cgi-bin/webhook/send?key=t0ken"),
}
REFUSED = {"dingtalk": "dingtalk 310000", "feishu": "feishu 19021"}


def told_by(world: World, way: str) -> Delivery:
    """The member hears of a decision by this way; other letters are out of the way."""
    Choice.objects.create(person=world.member, topic="proposals.decisions", way=way, is_on=True)
    cases.filed(world)
    route_waiting()
    found = Delivery.objects.get(person=world.member, way=way)
    Delivery.objects.exclude(pk=found.pk).delete()
    return found


def outcome(delivery: Delivery) -> tuple[str, str]:
    """How it stands after the next look."""
    send_waiting()
    delivery.refresh_from_db()
    return delivery.state, delivery.trouble


@pytest.mark.parametrize("style", ROBOTS)
def test_a_robot_reads_a_signed_message_once(world: World, settings: Any, style: str) -> None:
    kind, path = ROBOTS[style]
    platform = kind()
    delivery = told_by(world, "work")
    with served(platform) as address:
        settings.WORK_WEBHOOK_STYLE, settings.WORK_WEBHOOK_URL = style, address + path
        settings.WORK_WEBHOOK_SECRET = platform.secret
        assert [outcome(delivery), outcome(delivery)] == [("sent", ""), ("sent", "")]
    assert [text.startswith(f"{world.member.name}：") for text in platform.read] == [True]
    assert platform.mentioned == ([] if style == "feishu" else [world.member.phone])


@pytest.mark.parametrize("style", REFUSED)
def test_a_wrong_secret_is_told_in_the_log_and_tried_again(world: World, settings: Any, style: str) -> None:
    kind, path = ROBOTS[style]
    platform = kind()
    delivery = told_by(world, "work")
    with served(platform) as address:
        settings.WORK_WEBHOOK_STYLE, settings.WORK_WEBHOOK_URL = style, address + path
        settings.WORK_WEBHOOK_SECRET = "another"
        assert outcome(delivery) == ("waiting", REFUSED[style])
    assert platform.read == []


@pytest.mark.parametrize("style", ROBOTS)
def test_a_robot_in_a_hurry_is_tried_later(world: World, settings: Any, style: str, clock: Any) -> None:
    kind, path = ROBOTS[style]
    platform = kind()
    platform.a_minute = 0
    delivery = told_by(world, "work")
    with served(platform) as address:
        settings.WORK_WEBHOOK_STYLE, settings.WORK_WEBHOOK_URL = style, address + path
        settings.WORK_WEBHOOK_SECRET = platform.secret
        assert outcome(delivery)[0] == "waiting"
        platform.a_minute = 20
        clock.shift(120)
        assert outcome(delivery) == ("sent", "")
    assert len(platform.read) == 1


def test_an_sms_gateway_knows_us_and_sends_a_repetition_once(world: World, settings: Any) -> None:
    gateway = Sms()
    delivery = told_by(world, "sms")
    with served(gateway) as address:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_KEY = address, gateway.token
        settings.SMS_GATEWAY_SECRET = "another"
        assert outcome(delivery) == ("waiting", "HTTP 403")
        settings.SMS_GATEWAY_SECRET = gateway.secret
        # As if the answer had been lost on its way back: the gateway has it, we do not know.
        for _time in range(2):
            Delivery.objects.filter(pk=delivery.pk).update(state="waiting", due=delivery.made)
            assert outcome(delivery) == ("sent", "")
    assert (len(gateway.read), gateway.mentioned) == (1, [world.member.phone])


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        ("", ("sent", "")),
        ("550 no such user", ("failed", "SMTP 550")),
        ("451 greylisted", ("waiting", "SMTP 451")),
    ],
)
def test_a_mail_server_gets_a_letter_or_refuses_it(
    world: World, settings: Any, refusal: str, expected: tuple[str, str]
) -> None:
    letters: list[tuple[str, str]] = []
    delivery = told_by(world, "mail")
    with mail_server(lambda to: refusal, letters) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        assert outcome(delivery) == expected
    assert [to for to, _text in letters] == ([] if refusal else [world.member.email])
    for _to, text in letters:
        letter = message_from_string(text)
        assert cases.TEXT["title"] in str(make_header(decode_header(letter["Subject"])))
        assert letter["Auto-Submitted"] == "auto-generated"
        assert "/proposals/" in str(letter.get_payload())
