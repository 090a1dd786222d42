"""`{% demo_sign_ins %}`: one button for every role, on the first page of a demo and nowhere else."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context

from shangliang.demo.loading import is_loaded
from shangliang.demo.tour import roles

register = template.Library()


@register.inclusion_tag("demo/sign_ins.html", takes_context=True)
def demo_sign_ins(context: Context) -> dict[str, Any]:
    """Draws nothing where this is no demo."""
    shown = roles() if settings.DEMO and is_loaded() else []
    return {"roles": shown, "csrf_token": context.get("csrf_token")}
