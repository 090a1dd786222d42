"""Write docs/reference from the code, or check that it is fresh."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from shangliang.web.reference import environment, registries


class Command(BaseCommand):
    """`shangliang reference` writes; `--check` fails if what is there is not what would be written."""

    help = "Write docs/reference (acts, figures, rules, settings) from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only check?"""
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a page is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare the four pages."""
        call_command("compile_texts")
        folder = settings.BASE_DIR / "docs" / "reference"
        try:
            wanted = _pages()
        except environment.UnexplainedError as error:
            raise CommandError(str(error)) from error
        stale = [
            n for n, text in wanted.items() if not (p := folder / n).exists() or p.read_text("utf-8") != text
        ]
        if options["check"]:
            if stale:
                raise CommandError(f"stale: docs/reference/{', '.join(stale)}; run `make docs`")
            self.stdout.write("The reference pages are fresh.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (folder / name).write_text(wanted[name], "utf-8")
            self.stdout.write(f"wrote docs/reference/{name}")


def _pages() -> dict[str, str]:
    registries.load_declarations()
    return {
        "acts.md": registries.acts_page(),
        "figures.md": registries.figures_page(),
        "rules.md": registries.rules_page(),
        "settings.md": environment.settings_page(settings.BASE_DIR / "shangliang"),
    }
