"""The address of the guided tour."""

from django.urls import path

from shangliang.demo import views

app_name = "demo"
urlpatterns = [path("", views.show, name="tour")]
