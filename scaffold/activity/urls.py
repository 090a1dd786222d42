"""Addresses of the gatherings' pages."""

from django.urls import path

from shangliang.gatherings import views

app_name = "gatherings"
urlpatterns = [
    path("", views.index, name="index"),
    path("draft/", views.draft, name="draft"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/do/<slug:name>/", views.perform, name="perform"),
]
