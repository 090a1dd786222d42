"""Addresses of what everybody may read and count, and of what the office carries out of the house."""

from django.urls import path

from shangliang.proposals.views import documents, feeds, index, past_cases, public, statistics

patterns = [
    path("list.<slug:kind>", index.export, name="export"),
    path("public/", public.front, name="public"),
    path("public/feed.atom", feeds.feed, name="feed"),
    path("statistics/", statistics.show, name="statistics"),
    path("statistics/figures.<slug:kind>", statistics.export, name="statistics_export"),
    path("statistics/<slug:name>/", statistics.rows, name="statistics_rows"),
    path("statistics/<slug:name>/rows.<slug:kind>", statistics.rows_export, name="statistics_rows_export"),
    path("<int:pk>/documents/", documents.index, name="documents"),
    path("<int:pk>/documents/proposal.docx", documents.paper, name="paper"),
    path(
        "<int:pk>/documents/reply-<int:assignment>-<int:round_>-<int:place>.docx",
        documents.reply,
        name="reply_letter",
    ),
    path("<int:pk>/documents/opinion-<int:assignment>-<int:round_>.docx", documents.opinion, name="opinion"),
    path("<int:pk>/documents/package.zip", documents.package, name="package"),
    path("reports/review.docx", documents.review_report, name="review_report"),
    path("reports/filed.docx", documents.filed_list, name="filed_list"),
    path("past/", past_cases.send, name="past_cases"),
    path("past/<int:pk>/", past_cases.preview, name="past_table"),
    path("past/<int:pk>/do/<slug:name>/", past_cases.perform, name="past_perform"),
]
