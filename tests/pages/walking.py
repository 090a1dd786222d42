"""Walk the site as somebody would: from every address without a number, along every link, one page of each kind."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve

_LINK = re.compile(r'<a\s[^>]*?href="([^"#]+)')
_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_TELLING = re.compile(r'\b(?:class|role|type)="[^"]*"')
_TELLING_PART = re.compile(r"/do/\w+/|\bqueue=\w+|\bbody=")
_EVER_NEW = re.compile(
    r'"X-CSRFToken": "\w+"|name="(?:csrfmiddlewaretoken|next|key|idempotency)" value="[^"]*"|next=[^"&]*'
)
_BY_QUEUE = ("proposals:desk_case", "proposals:supervision_case")
NO_PAGE = (301, 302, 405)
_NO_PAGES = ("/api/", "/static/", "/sign-out/")


@dataclass(frozen=True)
class Seen:
    """A page as one person got it; without text where the answer was no page."""

    role: str
    path: str
    view: str
    status: int
    html: str
    policy: str

    @property
    def marks(self) -> frozenset[str]:
        """What it is drawn with: every kind of element, told apart by what the sheets read."""
        return frozenset(f"{tag} {' '.join(_TELLING.findall(rest))}" for tag, rest in _TAG.findall(self.html))

    @property
    def text(self) -> str:
        """The page without what differs at every drawing: tokens, the address to come back to."""
        return _EVER_NEW.sub("", self.html)


def views() -> dict[str, str]:
    """Every named address of the site: its route by its name."""
    return dict(_named(get_resolver().url_patterns, "", ""))


def _named(patterns: Iterable[object], before: str, space: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        route = before + str(one.pattern)  # type: ignore[attr-defined]
        if isinstance(one, URLPattern):
            if one.name and not f"/{route}".startswith(_NO_PAGES):
                yield f"{space}{one.name}", f"/{route}"
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space  # type: ignore[attr-defined]
            yield from _named(one.url_patterns, route, inner)  # type: ignore[attr-defined]


def walk(role: str, client: Client, seeds: Iterable[str], most: int) -> Iterator[Seen]:
    """Every page one person finds, at most so many of a kind; a seed is always opened."""
    queue = deque((path, True) for path in seeds)
    asked: set[str] = set()
    kinds: Counter[str] = Counter()
    while queue:
        path, is_seed = queue.popleft()
        kind = kind_of(path)
        if path in asked or not kind or (not is_seed and kinds[kind] >= most):
            continue
        asked.add(path)
        answer = client.get(path)
        kinds[kind] += not is_seed or answer.status_code == 200
        if answer.status_code in (301, 302):
            queue.append((_inside(answer["Location"], path), False))
        is_page = answer.get("Content-Type", "").startswith("text/html") and answer.status_code not in NO_PAGE
        text = answer.content.decode() if is_page else ""
        yield Seen(role, path, kind, answer.status_code, text, answer.get("Content-Security-Policy", ""))
        queue.extend((_inside(unescape(href), path), False) for href in _LINK.findall(text))


def _inside(href: str, here: str) -> str:
    """The address a link leads to; empty if it leaves the site."""
    parts = urlsplit(urljoin(f"http://testserver{here}", href))
    return parts.path + (f"?{parts.query}" if parts.query else "") if parts.netloc == "testserver" else ""


def kind_of(path: str) -> str:
    """The view an address leads to, with the act or the queue it names; empty for what is no page."""
    if not path or path.startswith(_NO_PAGES):
        return ""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return ""
    # On most desks one case is the same page from whichever queue one came.
    is_same = bool(match.kwargs) and match.view_name not in _BY_QUEUE
    telling = [one for one in _TELLING_PART.findall(path) if not (is_same and one.startswith("queue="))]
    return " ".join([match.view_name, *telling])
