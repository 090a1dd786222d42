"""Addresses of the proposals' pages."""

from django.urls import path

from shangliang.proposals.views import index, perform, show, writing

app_name = "proposals"
urlpatterns = [
    path("", index.index, name="index"),
    path("draft/", writing.draft, name="draft"),
    path("<int:pk>/", show.show, name="show"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/do/<slug:name>/", perform.perform, name="perform"),
    path("assignments/<int:pk>/do/<slug:name>/", perform.perform_on_assignment, name="perform_on_assignment"),
]
