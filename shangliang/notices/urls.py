"""Addresses of the notices."""

from django.urls import path

from shangliang.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("read-all/", views.read_all, name="read_all"),
    path("<int:pk>/", views.open_notice, name="open"),
]
