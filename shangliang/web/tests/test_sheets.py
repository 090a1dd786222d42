"""Sheets of all apps: nothing an office's old browser stumbles over, no class without a rule, little weight."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
SHEETS = sorted(HOUSE.glob("*/static/**/*.css"))
SCRIPTS = sorted(HOUSE.glob("*/static/**/*.js"))
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
# Newer than Chromium 78, and a rule that uses them loses its meaning there. What only adds (accent-color,
# text-wrap, text-autospace …) may be used: an unknown property is skipped.
TOO_NEW = {
    "nesting": r"(?m)^\s*&|[{;]\s*&",
    "selector": r":has\(|:is\(|:where\(|:not\([^()]*,|:lang\([^()]*,|:dir\(|::marker|::part|:user-(?:in)?valid",
    "at-rule": r"@(?:container|layer|property|scope|starting-style)\b|@supports\s+selector",
    "range": r"@media[^{]*(?:<|>)",
    "function": r"(?<![\w-])(?:min|max|clamp|color-mix|oklch|oklab|lch|lab|hwb|light-dark|round|sin)\(",
    "box": r"(?<![\w-])(?:inset|aspect-ratio|translate|rotate|scale|appearance)\s*:|subgrid|overflow[^;]*:\s*clip",
    "logical": r"(?:margin|padding|inset|border)-(?:inline|block)(?:\s*:|-(?:color|style|width)\s*:)|inset-",
    "gap": r"(?<!grid-)(?<!grid-row-)(?<!grid-column-)(?<![\w-])(?:row-|column-)?gap\s*:",
    "unit": r"\d(?:dvh|svh|lvh|dvw|svw|lvw|cqi|cqw|cqh|lh|rlh)\b",
    "value": r":\s*revert\b|\bfit-content\(",
}
SAMPLES = {
    "nesting": "a { &:hover { color: red } }",
    "selector": "p:has(a) {}",
    "at-rule": "@container (min-width: 1px) {}",
    "range": "@media (width >= 40rem) {}",
    "function": "a { width: min(1px, 2px) }",
    "box": "a { inset: 0 }",
    "logical": "a { margin-inline: 1px }",
    "gap": "a { display: flex; gap: 1px }",
    "unit": "a { height: 100dvh }",
    "value": "a { all: revert }",
}
# Written by scripts or by Django itself, or only a handle for scripts.
NOT_STYLED = {"js-only", "key", "errorlist"}


def bare(sheet: str) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def too_new(sheet: str) -> list[str]:
    """What Chromium 78 would not understand, by its kind."""
    return [
        f"{kind}: {one.group()}" for kind, rule in TOO_NEW.items() for one in re.finditer(rule, bare(sheet))
    ]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_sheet_uses_nothing_newer_than_chromium_78(path: Path) -> None:
    assert too_new(path.read_text()) == []


@pytest.mark.parametrize("kind", TOO_NEW)
def test_what_is_too_new_is_noticed(kind: str) -> None:
    assert [one.partition(":")[0] for one in too_new(SAMPLES[kind])] == [kind]


def test_a_page_has_its_own_look_where_focus_visible_is_unknown() -> None:
    sheet = "".join(bare(path.read_text()) for path in SHEETS)

    assert re.findall(r"(?<!:not\():focus-visible", sheet) == []


def test_every_class_of_a_template_has_a_rule() -> None:
    ruled = set(re.findall(r"\.([a-z][\w-]*)", "".join(path.read_text() for path in [*SHEETS, *SCRIPTS])))
    used = {
        (name, path.name)
        for path in TEMPLATES
        for names in re.findall(r'\bclass="([^"]*)"', re.sub(r"\w*-?{[{%].*?[%}]}", " ", path.read_text()))
        for name in names.split()
        if not name.endswith("-")
    }

    assert sorted({one for one in used if one[0] not in ruled | NOT_STYLED}) == []


def test_an_ordinary_page_loads_less_than_120_kilobytes() -> None:
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    shared = [path for path in [*SHEETS, *SCRIPTS] if "web" in path.parts]
    own = max(
        (path for path in [*SHEETS, *SCRIPTS] if "web" not in path.parts),
        key=lambda path: path.stat().st_size,
    )

    assert sum(len(gzip.compress(path.read_bytes())) for path in [htmx, *shared, own]) < 120_000
