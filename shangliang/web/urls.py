"""Where everything is found: the shared pages, then each activity under its own name."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from shangliang.accounts.middleware import open_early
from shangliang.api import views as tokens
from shangliang.api.router import api
from shangliang.bodies.views.acts import act_as
from shangliang.core.http import asks
from shangliang.core.rules import anyone
from shangliang.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("display/", open_early(views.set_display), name="set_display"),
    path("language/", open_early(asks(anyone)(set_language)), name="set_language"),
    path("", include("shangliang.accounts.urls")),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("act-as/", act_as, name="act_as"),
    path("bodies/", include("shangliang.bodies.urls")),
    path("notices/", include("shangliang.notices.urls")),
    path("tour/", include("shangliang.demo.urls")),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:pk>/end/", tokens.end_token, name="end_token"),
    path("api/", api.urls),
    *[path(f"{name}/", include(f"shangliang.{name}.urls")) for name in settings.ACTIVITIES],
]
handler500 = "shangliang.web.trouble.server_error"
