"""What the style guide is made of: a component, its state, its content, its drawing."""

import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Content = dict[str, Any]


@dataclass(frozen=True)
class Specimen:
    """One component; several contents stand together in an element of class `frame`."""

    template: str
    state: str
    contents: tuple[Content, ...]
    frame: str = ""

    @property
    def doc(self) -> str:
        """The note at the top of the component's file."""
        source = str(get_template(self.template).template.source)  # type: ignore[attr-defined]
        found = re.search(r"{% comment %}(.*?){% endcomment %}", source, re.DOTALL)
        return found.group(1).strip() if found else ""

    @property
    def html(self) -> SafeString:
        """The component as a page would show it."""
        parts = format_html_join(
            "", "{}", ((render_to_string(self.template, content),) for content in self.contents)
        )
        tag = "ol" if self.frame == "items" else "div"
        return format_html('<{0} class="{1}">{2}</{0}>', tag, self.frame, parts) if self.frame else parts


@dataclass(frozen=True)
class Section:
    """A few components that belong together; `name` is its address on the page."""

    name: str
    title: str
    specimens: list[Specimen]


def one(component: str, state: str = "", **content: Any) -> Specimen:
    """One component alone."""
    return Specimen(f"ui/{component}.html", state, (content,))


def row(component: str, frame: str, *contents: Content) -> Specimen:
    """One component several times, side by side."""
    return Specimen(f"ui/{component}.html", "", contents, frame)
