"""Acts, refusals and the lists of a desk."""

from django import forms
from django.utils.translation import gettext as _

from shangliang.web.styleguide.specimens import Content, Section, one, row


def _offers() -> list[Content]:
    return [
        {"act": "file", "label": _("File"), "url": "#acts", "open": True, "primary": True, "key": "f"},
        {"act": "merge", "label": _("Merge"), "url": "#acts", "open": True, "key": "m"},
        {"act": "refuse", "label": _("Do not file"), "url": "#acts", "open": True, "stop": True},
        {
            "act": "reply",
            "label": _("Reply"),
            "open": False,
            "reason": _("Only the unit it is assigned to may reply."),
        },
        {
            "act": "rate",
            "label": _("Rate"),
            "open": False,
            "reason": _("It can be rated once the reply has been sent."),
        },
    ]


def _panel() -> Content:
    return {"name": "merge", "label": _("Merge"), "form": forms.Form(), "key": "m", "is_primary": True}


def _told() -> Content:
    rows = [{"label": "社会建设", "share": "71 %", "words": ["养老", "社区"]}]
    return {"rows": rows, "is_sure": False, "decisions": 1204}


def acts() -> Section:
    """What a person may do, and how the system says no."""
    return Section(
        "acts",
        _("What can be done, and refusals"),
        [
            one("act_buttons", offers=_offers(), version=3),
            one("decisions", panels=[_panel()], closed=_offers()[3:], version=3),
            one("suggested", title=_("Category"), told=_told(), is_category=True),
            one("suggested_line", title=_("Category"), told=_told()),
            one(
                "refusal",
                sentence=_("The proposal was not filed."),
                rule=_("It concerns a matter before the court."),
                role=_("Proposal office"),
                when=_("12 March"),
                next_step=_("Write it anew as information"),
                href="#acts",
            ),
            one("notice", _("Done"), tone="good", text=_("The proposal was filed as No. 118.")),
            one(
                "notice",
                _("Attention"),
                tone="wait",
                title=_("Co-signing ends in 3 hours"),
                text=_("Two members have not answered yet."),
            ),
            one("notice", _("Trouble"), tone="stop", text=_("The mail could not be sent.")),
            one(
                "notice",
                _("Information"),
                text=_("This will be received by the proposal office."),
                href="#acts",
                link=_("Who works there"),
            ),
        ],
    )


def _items() -> tuple[Content, ...]:
    meta = [_("No. 118"), _("Lin Yuan and 3 others"), _("16 March")]
    return (
        {
            "title": _("On later buses between the county town and Heping Town"),
            "href": "#lists",
            "meta": meta,
            "text": _("The last bus leaves at 18:10; workers of the late shift walk six kilometres."),
            "tick_name": "case",
            "tick_value": 1,
            "badges": [{"label": _("Filed"), "tone": "good", "icon": "check"}],
            "clock": {"text": _("3 days left"), "tone": "wait"},
        },
        {
            "title": _("On safe drinking water in the three upper villages"),
            "href": "#lists",
            "meta": meta,
            "tick_name": "case",
            "tick_value": 2,
            "badges": [{"label": _("Reopened"), "tone": "wait", "icon": "clock"}],
            "clock": {"text": _("5 days overdue"), "tone": "stop"},
            "held": _("Su Qing is handling it"),
        },
    )


def _facets() -> list[Content]:
    return [
        {
            "label": _("State"),
            "options": [
                {"label": _("Filed"), "count": 148, "href": "#lists", "current": True},
                {"label": _("Merged"), "count": 31, "href": "#lists"},
                {"label": _("Returned"), "count": 4, "href": "#lists"},
            ],
        },
        {
            "label": _("Category"),
            "options": [
                {"label": _("Society"), "count": 97, "href": "#lists"},
                {"label": _("Ecology"), "count": 22, "href": "#lists"},
            ],
        },
    ]


def _fields() -> list[Content]:
    options = [
        {"value": "society", "label": _("Society"), "current": True},
        {"value": "ecology", "label": _("Ecology")},
    ]
    return [
        {"name": "category", "label": _("Category"), "options": options},
        {"name": "place", "label": _("Where"), "value": _("Heping Town")},
    ]


def _tabs() -> list[Content]:
    return [
        {"label": _("New"), "count": 12, "href": "#lists", "current": True},
        {"label": _("Due soon"), "count": 5, "href": "#lists"},
        {"label": _("Overdue"), "count": 2, "href": "#lists", "urgent": True},
        {"label": _("Waiting for others"), "count": 0, "href": "#lists"},
    ]


def _notices() -> list[Content]:
    return [
        {
            "text": _("Your proposal No. 118 was assigned."),
            "href": "#lists",
            "when": _("today, 09:12"),
            "unread": True,
        },
        {
            "text": _("The reply to No. 97 is there to be rated."),
            "href": "#lists",
            "when": _("9 March"),
        },
    ]


def lists() -> Section:
    """Queues, narrowing, rows and pages."""
    bulk = [{"act": "file", "label": _("File")}, {"act": "assign", "label": _("Assign")}]
    return Section(
        "lists",
        _("Lists"),
        [
            one("tabs", label=_("Queues"), tabs=_tabs()),
            one("narrow", queue="new", fields=_fields(), clear_href="#lists"),
            one(
                "chips",
                chips=[
                    {"label": _("State: filed"), "href": "#lists"},
                    {"label": _("Year: 2026"), "href": "#lists"},
                ],
                clear_href="#lists",
            ),
            row("list_item", "items", *_items()),
            one("bulk_bar", name="case", acts=bulk),
            one("pager", previous="#lists", next="#lists", shown=_("21–40 of 236")),
            one("facets", groups=_facets()),
            one(
                "empty",
                title=_("No proposal waits for review"),
                href="#lists",
                action=_("See all proposals"),
                text=_("New proposals arrive here when a member submits one; the eldest stands first."),
            ),
            one("notice_list", notices=_notices()),
        ],
    )
