"""Addresses of the first run, and of the page about the installation's health."""

from django.urls import path

from shangliang.installation.views import health, steps, way

app_name = "installation"
urlpatterns = [
    path("setup/", way.begin, name="begin"),
    path("setup/code/", way.enter_code, name="code"),
    path("setup/site/", steps.site, name="site"),
    path("setup/administrator/", steps.administrator, name="administrator"),
    path("setup/body/", steps.body, name="body"),
    path("setup/own-body/", steps.own_body, name="own_body"),
    path("setup/rules/", steps.rules, name="rules"),
    path("setup/term/", steps.term, name="term"),
    path("setup/units/", steps.units, name="units"),
    path("setup/members/", steps.members, name="members"),
    path("setup/mail/", steps.mail, name="mail"),
    path("setup/finish/", steps.finish, name="finish"),
    path("setup/pass/<slug:step>/", way.pass_by, name="pass"),
    path("health/", health.show, name="health"),
]
