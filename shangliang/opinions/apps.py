"""The opinions as a Django app."""

from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    """Registers what the public says, its acts, figures and clockwork."""

    name = "shangliang.opinions"
    label = "opinions"

    def ready(self) -> None:
        """Acts, figures and beats are known from the start, whichever page is opened first."""
        from shangliang.ledger.chains import tells_way
        from shangliang.ledger.door import readers
        from shangliang.opinions import (  # noqa: F401
            acts,
            chain_reports,
            fact_words,
            figures,
            figures_reports,
            health,
            letters,
            models,
            own_data,
            searching,
            searching_reports,
            tasks,
        )
        from shangliang.opinions.calendar_dates import declare_dates
        from shangliang.opinions.desk_letters import declare_desks
        from shangliang.opinions.notice_topics import declare_topics

        fact_words.declare()
        own_data.declare()
        searching.declare()
        searching_reports.declare()
        declare_topics()
        declare_desks()
        declare_dates()
        readers.append(letters.jobs_of)
        tells_way(models.Report, chain_reports.way_of)
