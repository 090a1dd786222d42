"""Pages: nothing inline, nothing from another host."""

import re
from collections.abc import Iterator

INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", re.I),
    "a style in the page": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[^>{]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}
ELSEWHERE = re.compile(r"""https?://[\w.-]+|(?:src|href|action)=["']//|url\(["']?//""", re.I)
# A name, not an address: nothing is fetched from it.
NAMESPACE = "http://www.w3.org"
COMMENT = re.compile(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}", re.S)


def inline_code(place: str, text: str) -> Iterator[str]:
    """What the content security policy would block."""
    shown = COMMENT.sub("", text)
    for what, pattern in INLINE.items():
        for found in pattern.finditer(shown):
            yield f"{place}: {what}: {found.group(0).strip()[:80]}"


def other_hosts(place: str, text: str) -> Iterator[str]:
    """Addresses of other hosts; the platform works where there is no internet."""
    for found in ELSEWHERE.finditer(COMMENT.sub("", text)):
        if found.group(0) != NAMESPACE:
            yield f"{place}: an address of another host: {found.group(0)}"
