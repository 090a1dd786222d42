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
from shangliang.web.views import about, embeds, guides, home, places, search, shared, shell

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("places/", places.choose, name="places"),
    path("places/<slug:code>/", places.below, name="places_below"),
    path("embed/", embeds.codes, name="embed_codes"),
    path("embed/case/<slug:kind>/<int:pk>/", embeds.case, name="embed_case"),
    path("embed/<slug:code>/<slug:name>/", embeds.part, name="embed_part"),
    path("embed/<slug:code>/<slug:name>/<slug:number>/", embeds.counter, name="embed_counter"),
    path("manifest.webmanifest", open_early(shell.manifest), name="manifest"),
    path("service-worker.js", open_early(shell.worker), name="service_worker"),
    path("offline/<slug:language>/", open_early(shell.offline), name="offline"),
    path("search/", search.search, name="search"),
    path("help/", guides.index, name="help"),
    path("help/words/", guides.glossary, name="words"),
    path("help/member/print/", guides.printed, name="printed_guide"),
    path("help/<slug:role>/", guides.guide, name="guide"),
    path("about/", about.about, name="about"),
    path("about/source.zip", about.archive, name="source"),
    path("styleguide/", shared.styleguide, name="styleguide"),
    path("display/", open_early(shared.set_display), name="set_display"),
    path("language/", open_early(asks(anyone)(set_language)), name="set_language"),
    path("", include("shangliang.accounts.urls")),
    path("", include("shangliang.installation.urls")),
    path("livez", shared.livez, name="livez"),
    path("readyz", shared.readyz, name="readyz"),
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
