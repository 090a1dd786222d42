"""Which adapter serves a way here, as the settings name it; addresses come from nowhere else."""

from django.conf import settings

from shangliang.notices.channels.base import Adapter
from shangliang.notices.channels.console import Console
from shangliang.notices.channels.mail import Mail
from shangliang.notices.channels.robot import Robot
from shangliang.notices.channels.sms import SmsGateway
from shangliang.notices.models import Way


def adapter_for(way: str) -> Adapter:
    """Mail for mail and digest; the gateway or the robot where one is named; else the console."""
    if way in (Way.MAIL, Way.DIGEST):
        return Mail()
    if is_printed(way):
        return Console(way)
    if way == Way.SMS:
        return SmsGateway(settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_KEY, settings.SMS_GATEWAY_SECRET)
    return Robot(settings.WORK_WEBHOOK_STYLE, settings.WORK_WEBHOOK_URL, settings.WORK_WEBHOOK_SECRET)


def is_printed(way: str) -> bool:
    """Whether this installation only prints what would go out by this way."""
    return (way == Way.SMS and not settings.SMS_GATEWAY_URL) or (
        way == Way.WORK and not settings.WORK_WEBHOOK_URL
    )
