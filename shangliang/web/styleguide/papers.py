"""Figures, tables and the papers: receipt, letter, two texts compared."""

import segno
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from shangliang.web.styleguide.specimens import Content, Section, one, row


def figures() -> Section:
    """Numbers, each with its definition, date and rows."""
    return Section(
        "figures",
        _("Figures"),
        [
            row("stat", "stats", *_stats()),
            one("table", **_table()),
            one("stat_table", **_bars()),
        ],
    )


def _stats() -> tuple[Content, ...]:
    definition = _("Proposals with a case number; merged ones count once.")
    date = _("22 November 2026")
    return (
        {
            "number": "236",
            "label": _("proposals filed"),
            "definition": definition,
            "as_of": date,
            "href": "#figures",
        },
        {"number": "97.4", "unit": "%", "label": _("answered in time"), "as_of": date, "href": "#figures"},
        {"number": "1,382", "label": _("things said by the public"), "as_of": date},
        {
            "number": "–",
            "label": _("satisfied"),
            "note": _("Not shown: so few judgements would tell who gave them."),
        },
    )


def _table() -> Content:
    headers = [
        {"label": _("Unit"), "href": "#figures"},
        {"label": _("Assigned"), "number": True, "href": "#figures", "sorted": "descending"},
        {"label": _("Overdue"), "number": True},
    ]
    rows = [
        _cells(_("County Transport Bureau"), "48", "0"),
        _cells(_("County Housing Bureau"), "31", "2"),
        _cells(_("Total"), "79", "2") | {"total": True},
    ]
    return {"caption": _("Assignments by unit"), "headers": headers, "rows": rows}


def _cells(label: str, *numbers: str) -> Content:
    return {"cells": [{"text": label}, *[{"text": number, "number": True} for number in numbers]]}


def _bars() -> Content:
    shares = [(_("Society"), 97, 66.0), (_("Economy"), 28, 19.0), (_("Ecology"), 22, 15.0)]
    rows = [{"label": label, "number": number, "share": share} for label, number, share in shares]
    return {
        "caption": _("Proposals by category"),
        "label_header": _("Category"),
        "number_header": _("Proposals"),
        "rows": [*rows, {"label": _("Total"), "number": 147, "total": True}],
    }


def papers() -> Section:
    """What is handed out, printed, or laid side by side."""
    drawing = segno.make("SL-2026-004711", error="m").svg_inline(omitsize=True, border=0)
    code = mark_safe(drawing)  # noqa: S308  drawn here from a constant
    text = _("Your suggestion is with the office. You will hear within 15 working days what becomes of it.")
    return Section(
        "papers",
        _("Papers"),
        [
            one("receipt", number="SL-2026-004711", text=text, href="#papers", code=code),
            one("letter", **_letter()),
            one(
                "compare",
                left=_text(_("No. 118"), _("until 22:00")),
                right=_text(_("No. 124"), _("until midnight")),
            ),
            one("steps", steps=_steps()),
        ],
    )


def _letter() -> Content:
    return {
        "number": _("Transport [2026] No. 41"),
        "reply_class": "A",
        "title": _("Reply to proposal No. 118 of the second session of the ninth conference"),
        "addressee": _("Member Lin Yuan:"),
        "paragraphs": [
            _("Thank you for your proposal on later buses. We have studied it and reply as follows."),
            _("From 1 October the last bus leaves the county town at 22:00, on trial for six months."),
        ],
        "signed": _("County Transport Bureau"),
        "date": _("4 September 2026"),
        "contact": _("Office, 0000-1234567"),
    }


def _text(title: str, end: str) -> Content:
    opening = _("The last bus leaves at 18:10; workers of the late shift walk six kilometres.")
    passages = [
        {"text": opening, "shared": True},
        {"text": " "},
        {"text": _("It should run %(end)s.") % {"end": end}},
    ]
    return {"title": title, "href": "#papers", "meta": _("Lin Yuan"), "paragraphs": [passages]}


def _steps() -> list[Content]:
    return [
        {"title": _("Say it"), "text": _("One matter, in your own words; no account is needed.")},
        {
            "title": _("Follow it"),
            "text": _("Your receipt number shows where it is."),
            "href": "#papers",
            "link": _("Try it"),
        },
        {"title": _("Judge it"), "text": _("Say whether the answer helped.")},
    ]
