"""Page heads, buttons and the parts of a case."""

from django.utils.translation import gettext as _

from shangliang.web.styleguide.specimens import Content, Section, Specimen, one, row


def heads() -> Section:
    """What stands at the top of a page, and its buttons."""
    actions = [
        {"url": "#", "label": _("Write a proposal"), "primary": True, "key": "n"},
        {"url": "#", "label": _("Export")},
    ]
    return Section(
        "heads",
        _("Heads and buttons"),
        [
            one(
                "page_head",
                title=_("Proposals"),
                eyebrow=_("Second session of the ninth conference"),
                lead=_("236 proposals were received; 880 units’ answers are due."),
                actions=actions,
            ),
            row(
                "button",
                "cluster",
                {"label": _("Send"), "primary": True},
                {"label": _("Save")},
                {
                    "label": _("Withdraw"),
                    "stop": True,
                    "confirm": _("Withdraw this proposal? It becomes a draft again."),
                },
                {"label": _("Cancel"), "quiet": True},
                {"label": _("File"), "key": "f"},
            ),
            one("key_hint", key="a"),
            one("copy_link", href="#heads"),
        ],
    )


def _steps() -> list[Content]:
    labels = [
        _("Spoken"),
        _("Collected"),
        _("Proposed"),
        _("Filed"),
        _("Assigned"),
        _("Replied"),
        _("Rated"),
        _("Followed up"),
    ]
    dates = ["2026-03-02", "2026-03-05", "2026-03-09", "2026-03-16", "2026-03-20"]
    states = ["done"] * 4 + ["now"] + ["todo"] * 3
    return [
        {"label": label, "state": state, "date": date, "href": "#case" if date else ""}
        for label, state, date in zip(labels, states, dates + [""] * 3, strict=True)
    ]


def _badges() -> Specimen:
    return row(
        "badge",
        "cluster",
        {"label": _("Draft")},
        {"label": _("Filed"), "tone": "good", "icon": "check"},
        {"label": _("Waiting"), "tone": "wait", "icon": "clock"},
        {"label": _("Dissatisfied"), "tone": "stop", "icon": "stop"},
        {"label": _("Not public"), "tone": "soft", "icon": "lock"},
    )


def case() -> Section:
    """The way, clock, facts and history of one case."""
    steps = _steps()
    ended = [*steps[:3], {"label": _("Not filed"), "state": "stop", "date": "2026-03-12", "href": "#case"}]
    return Section(
        "case",
        _("A case"),
        [
            one("chain_strip", _("On its way"), steps=steps),
            one("chain_strip", _("Ended early"), steps=ended),
            row(
                "clock",
                "cluster",
                {"text": _("Day 34 of 90 working days, due 12 September")},
                {"text": _("3 days left"), "tone": "wait"},
                {"text": _("5 days overdue"), "tone": "stop"},
                {"text": _("Answered in time"), "tone": "good"},
            ),
            _badges(),
            one("definition_list", facts=_facts()),
            one("timeline", entries=_entries()),
            row(
                "person_chip",
                "cluster",
                {"name": _("Lin Yuan"), "role": _("Member, education sector"), "href": "#case"},
                {"name": _("Su Qing"), "role": _("Proposal office")},
            ),
            one(
                "file_list",
                files=[
                    {
                        "name": _("Survey of 42 bus stops.pdf"),
                        "href": "#case",
                        "kind": "PDF",
                        "size": "1.2 MB",
                    }
                ],
            ),
        ],
    )


def _facts() -> list[Content]:
    return [
        {"label": _("Case number"), "value": _("No. 118"), "href": "#case"},
        {"label": _("First proposer"), "value": _("Lin Yuan")},
        {"label": _("Lead unit"), "value": _("County Transport Bureau")},
        {"label": _("Reply due"), "value": _("12 September 2026")},
    ]


def _entries() -> list[Content]:
    return [
        {
            "when": _("today, 09:12"),
            "role": _("Supervision office"),
            "what": _("assigned it to the County Transport Bureau"),
            "href": "#case",
        },
        {
            "when": _("16 March"),
            "role": _("Proposal office"),
            "what": _("filed it"),
            "note": _("Concrete and within the county’s power."),
        },
        {"when": _("9 March"), "role": _("Member"), "what": _("submitted it")},
    ]
