"""Addresses of the information reports' pages."""

from django.urls import path

from shangliang.opinions.views import (
    bulletin,
    exchange,
    peers,
    reports,
    reports_desk,
    reports_issues,
    reports_people,
    reports_sent,
)

urlpatterns = [
    path("", reports.mine, name="reports"),
    path("new/", reports.begin, name="report_begin"),
    path("<int:pk>/", reports.show, name="report"),
    path("<int:pk>/edit/", reports.edit, name="report_edit"),
    path("<int:pk>/do/<slug:name>/", reports.perform, name="report_perform"),
    path("desk/", reports_desk.index, name="report_desk"),
    path("desk/combine/", reports_desk.combine, name="report_combine"),
    path("desk/<int:pk>/", reports_desk.case, name="report_case"),
    path("desk/<int:pk>/next/", reports_desk.next_report, name="report_next"),
    path("desk/<int:pk>/text/", reports_desk.save, name="report_save"),
    path("issues/", reports_issues.index, name="issues"),
    path("issues/new/", reports_issues.new, name="issue_new"),
    path("issues/<int:pk>/", reports_issues.show, name="issue"),
    path("issues/<int:pk>/issue.<str:ending>", reports_issues.paper, name="issue_paper"),
    path("sent/<int:pk>/do/<slug:name>/", reports_sent.perform, name="dispatch_perform"),
    path("results/<int:pk>/", reports_sent.document, name="result_document"),
    path("received/", reports_sent.received, name="reports_received"),
    path("received/<int:pk>/", reports_sent.received_one, name="report_received"),
    path("received/<int:pk>/do/<slug:name>/", reports_sent.perform_received, name="received_perform"),
    path("people/", reports_people.index, name="informants"),
    path("people/<int:pk>/do/<slug:name>/", reports_people.perform, name="informant_perform"),
    path("exchange/", exchange.receive, name="exchange"),
    path("peers/", peers.index, name="peers"),
    path("peers/<int:pk>/", peers.show, name="peer"),
    path("bulletin/<int:year>/", bulletin.show, name="bulletin"),
    path("bulletin/<int:year>/bulletin.<str:ending>", bulletin.show_file, name="bulletin_file"),
    path("bulletin/<int:year>/<slug:name>/", bulletin.rows, name="bulletin_rows"),
    path("bulletin/<int:year>/<slug:name>/rows.<str:ending>", bulletin.rows_file, name="bulletin_rows_file"),
]
