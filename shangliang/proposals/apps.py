"""The proposals as a Django app."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Registers proposals, their acts, figures and clockwork."""

    name = "shangliang.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Acts and beats are known from the start, whichever page is opened first."""
        from shangliang.proposals import (  # noqa: F401
            acts,
            fact_words,
            figures,
            growth,
            own_data,
            rule_templates,
            searching,
            tasks,
        )
        from shangliang.proposals.calendar_dates import declare_dates
        from shangliang.proposals.desk_letters import declare_desks
        from shangliang.proposals.notice_topics import declare_topics

        fact_words.declare()
        own_data.declare()
        rule_templates.declare()
        declare_topics()
        declare_desks()
        declare_dates()
        searching.declare()
        growth.declare()
