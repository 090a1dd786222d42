"""Look at a kept page in a browser: axe, names for screen readers, what is too small, what is too wide."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.pages.walking import Seen

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
_RUN = """async (rules) => {
  const options = {preload: false, resultTypes: ["violations"], rules: {"target-size": {enabled: true}}};
  if (rules) options.runOnly = {type: "rule", values: rules};
  const found = await axe.run(document, options);
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) =>
    one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 150) + " " +
      [...node.any, ...node.all].map((check) => check.message).join(" ").slice(0, 150)).join(" | "));
}"""
_SMALL = """() => Array.from(document.querySelectorAll("a[href], button, input, select, textarea, summary"))
  .filter((one) => one.offsetParent && getComputedStyle(one).display !== "inline" && !one.closest(".said-only"))
  .map((one) => [one, (one.type === "checkbox" || one.type === "radio") && one.labels[0] || one])
  .map(([one, place]) => [one, Math.max(place.getBoundingClientRect().height, one.getBoundingClientRect().height)])
  .filter(([one, height]) => height < 43.5)
  .map(([one, height]) => "small " + Math.round(height) + " px: " + one.outerHTML.slice(0, 120))"""
_PRESSED = """() => Array.from(document.querySelectorAll("button, input, select, textarea, .button, nav"))
  .filter((one) => one.offsetParent).map((one) => one.outerHTML.slice(0, 120))"""
# Two things of one kind that are called the same in one place but do not do the same.
_MISLEADING = """() => {
  axe.setup(document);
  const named = (one) => axe.commons.text.accessibleText(one).replace(/\\s+/g, " ").trim().toLowerCase();
  const place = (one) => one.closest("li, tr, dd, fieldset, details, article, section, nav, aside, form, main, body");
  const does = {
    "a[href]": (one) => one.getAttribute("href"),
    "button, input[type=submit]": (one) => one.form ? [one.form.action, one.name, one.value].join(" ") : one.outerHTML,
    "input:not([type=hidden]):not([type=submit]), select, textarea": (one) => one.name + " " + one.value + " " + one.id,
  };
  const found = [];
  for (const [what, told] of Object.entries(does)) {
    const seen = new Map();
    for (const one of document.querySelectorAll(what)) {
      if (!one.offsetParent || !one.checkVisibility()) continue;
      const name = named(one), before = seen.get(place(one)) || new Map();
      seen.set(place(one), before);
      const isOther = name && before.has(name) && before.get(name) !== told(one);
      if (isOther) found.push("misleading: " + one.outerHTML.slice(0, 150));
      else before.set(name, told(one));
    }
  }
  axe.teardown();
  return found;
}"""
_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_ADDRESSED = {
    *(
        "button",
        "link",
        "textbox",
        "searchbox",
        "checkbox",
        "radio",
        "combobox",
        "listbox",
        "option",
        "menuitem",
    ),
    *(
        "tab",
        "switch",
        "slider",
        "spinbutton",
        "DisclosureTriangle",
        "dialog",
        "region",
        "navigation",
        "image",
    ),
}
_SANDBOX = re.compile(r"\bsandbox\b[^;]*;?\s*")
# Parts that htmx would fetch are not kept.
_NOT_KEPT = ("Failed to load resource", "Response Status Error Code 404")
MODES = {
    "dark": ("dark", "standard"),
    "contrast": ("contrast", "standard"),
    "elder": ("light", "elder"),
    "elder dark": ("dark", "elder"),
}


class Window:
    """One window of the browser, into which kept pages are put."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        self.context.set_default_timeout(120_000)
        self.context.add_init_script(_AXE)
        self.page: Page = self.context.new_page()
        self.page.route("**/*", self._answer)
        self.wire = self.context.new_cdp_session(self.page)
        self.shown: Seen | None = None
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(f"script: {error}"))
        self.page.on("console", self._listen)

    def _listen(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith(_NOT_KEPT):
            self.errors.append(f"console: {message.text}")

    def _answer(self, route: Route) -> None:
        """The page that was kept, and the static files; everything else is not there."""
        path = route.request.url.removeprefix("http://testserver")
        if self.shown and route.request.is_navigation_request():
            # A frame's sandbox lets no script run, axe neither; the rest of its policy holds.
            policy = _SANDBOX.sub("", self.shown.policy)
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
            route.fulfill(body=self.shown.html, headers=headers)
        elif path.startswith("/static/") and isinstance(found := finders.find(path[len("/static/") :]), str):
            route.fulfill(path=Path(found))
        else:
            route.fulfill(status=404, body="")

    def show(self, seen: Seen) -> None:
        """Open a kept page."""
        self.shown, self.errors = seen, []
        self.page.goto(f"http://testserver{seen.path}", wait_until="load")

    def wear(self, theme: str, mode: str, width: int) -> None:
        """Put the page into another mode and another width, as its cookies and its window would."""
        self.page.evaluate(
            "([theme, mode]) => Object.assign(document.documentElement.dataset, {theme, mode})", [theme, mode]
        )
        self.page.set_viewport_size({"width": width, "height": 900})

    def axe(self, rules: list[str] | None = None) -> list[str]:
        """Serious and critical findings."""
        found: list[str] = self.page.evaluate(_RUN, rules)
        return found

    def nameless(self) -> list[str]:
        """What a screen reader would call by its kind alone."""
        nodes = self.wire.send("Accessibility.getFullAXTree")["nodes"]
        return [
            f"nameless {node['role']['value']}: {self._source(node['backendDOMNodeId'])}"
            for node in nodes
            if not node.get("ignored")
            and node.get("role", {}).get("value") in _ADDRESSED
            and not str(node.get("name", {}).get("value", "")).strip()
        ]

    def misleading(self) -> list[str]:
        """What is called like its neighbour and does something else."""
        found: list[str] = self.page.evaluate(_MISLEADING)
        return found

    def _source(self, node: int) -> str:
        return str(self.wire.send("DOM.getOuterHTML", {"backendNodeId": node})["outerHTML"])[:150]

    def small(self) -> list[str]:
        """What a finger would miss."""
        found: list[str] = self.page.evaluate(_SMALL)
        return found

    def printed(self) -> list[str]:
        """What paper would show although nobody can press it there."""
        self.page.emulate_media(media="print")
        found: list[str] = self.page.evaluate(_PRESSED)
        self.page.emulate_media(media="screen")
        return found

    def wide(self) -> list[str]:
        """Whether the page scrolls sideways."""
        over = int(self.page.evaluate(_WIDE))
        return [f"wider than the window by {over} px"] if over > 0 else []
