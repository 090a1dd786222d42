"""Addresses of the notices."""

from django.urls import path

from shangliang.notices.views import calendar, reading, telling

app_name = "notices"
urlpatterns = [
    path("", reading.index, name="index"),
    path("read-all/", reading.read_all, name="read_all"),
    path("<int:pk>/", reading.open_notice, name="open"),
    path("settings/", telling.settings, name="settings"),
    path("sent/", telling.deliveries, name="deliveries"),
    path("sent/in-my-bodies/", telling.body_deliveries, name="body_deliveries"),
    path("unsubscribe/<str:token>/", telling.unsubscribe, name="unsubscribe"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/end/", calendar.end_calendar, name="end_calendar"),
    path("calendar/<slug:secret>.ics", calendar.feed, name="feed"),
]
