"""The server finds the static files even where nobody collected them, as in a demo just begun."""

from pathlib import Path

from servestatic import ServeStatic

from shangliang.web.wsgi import add_where_they_lie


def test_a_demo_serves_the_files_of_every_app_from_where_they_lie(tmp_path: Path) -> None:
    server = ServeStatic(lambda _environ, _start: [], root=tmp_path, prefix="/static/")
    assert "/static/web/app.css" not in server.files
    add_where_they_lie(server)
    assert {"/static/web/app.css", "/static/proposals/case.css", "/static/django_htmx/htmx-2.min.js"} <= set(
        server.files
    )
