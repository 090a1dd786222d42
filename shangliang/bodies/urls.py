"""Addresses of the pages of bodies."""

from django.urls import path

from shangliang.bodies.views import acts, imports, manage, public, record

app_name = "bodies"
urlpatterns = [
    path("", public.index, name="index"),
    path("calendar/", public.calendar, name="calendar"),
    path("<int:pk>/", public.show, name="show"),
    path("posts/<int:pk>/", public.holder, name="holder"),
    path("<int:pk>/rules/<slug:kind>/", public.rules, name="rules"),
    path("<int:pk>/rules/<slug:kind>/change/", acts.set_rules, name="set_rules"),
    path("<int:pk>/manage/", manage.manage, name="manage"),
    path("<int:pk>/manage/members/", manage.members, name="members"),
    path("<int:pk>/manage/members.<slug:ending>", manage.members_file, name="members_file"),
    path("<int:pk>/manage/people/<int:person>/", manage.person, name="person"),
    path("<int:pk>/manage/posts/", manage.posts, name="posts"),
    path("<int:pk>/manage/collectives/", manage.collectives, name="collectives"),
    path("<int:pk>/manage/units/", manage.units, name="units"),
    path("<int:pk>/manage/units.<slug:ending>", manage.units_file, name="units_file"),
    path("<int:pk>/manage/terms/", manage.terms, name="terms"),
    path("<int:pk>/manage/rules/", manage.rule_kinds, name="rule_kinds"),
    path("<int:pk>/manage/record/", record.record, name="record"),
    path("<int:pk>/manage/record.csv", record.record_file, name="record_file"),
    path("<int:pk>/do/<slug:name>/", acts.perform, name="perform"),
    path("<int:pk>/import/<slug:what>/", imports.upload, name="upload"),
    path("imports/<int:draft>/", imports.preview, name="preview"),
    path("imports/<int:draft>/columns/", imports.columns, name="columns"),
    path("imports/<int:draft>/do/<slug:name>/", imports.perform, name="perform_import"),
    path("imports/<int:draft>/invitations/", imports.invitations, name="invitations"),
]
