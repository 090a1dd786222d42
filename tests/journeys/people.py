"""People at their browsers: sign in, press what an act is called by its address, fill in its form."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

PASSWORD = "orange-lamp-42"


class Someone:
    """One person with a browser of their own, in one language, who fails on any script or policy error."""

    def __init__(
        self, browser: Browser, address: str, language: str, user: Any = None, **context: Any
    ) -> None:
        self.address, self.language = address, language
        locale = "zh-CN" if language == "zh-hans" else "en-GB"
        self.context = browser.new_context(locale=locale, **context)
        self.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        self.context.set_default_timeout(60_000)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._listen)
        if user is not None:
            self.sign_in(user)

    def _listen(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.errors.append(message.text)

    def sign_in(self, user: Any) -> None:
        """With name and password, as everybody does."""
        self.open("/sign-in/")
        self.page.fill("[name=login], [name=username]", user.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("form:has([name=password]) button").first.click()
        expect(self.page.locator("form[action='/sign-out/']").first).to_be_attached()

    def open(self, path: str) -> None:
        """Go to a page; it must answer and be in the person's language."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def press(self, act: str, fill: Callable[[Page], None] | None = None) -> None:
        """Press an act's button on the page, fill in what it asks for, and do it."""
        self.follow(self.page.locator(f"a[href*='/do/{act}/'], form[action*='/do/{act}/'] button").first)
        if f"/do/{act}/" in self.page.url:
            if fill:
                fill(self.page)
            self.follow()
        self.no_trouble(act)

    def follow(self, button: Locator | None = None) -> None:
        """Press something, a page's first button at that, say yes if asked, and wait for the page it leads to."""
        with self.page.expect_navigation():
            (button or self.page.locator("main form button.primary").first).click()
            confirm = self.page.locator("dialog[open] [data-confirm-yes]")
            if confirm.count():
                confirm.click()

    def no_trouble(self, where: str) -> None:
        """The last page was no refusal and ran no broken script."""
        assert not self.page.locator(".error-summary").count(), (
            f"{where}: {self.page.inner_text('main')[:600]}"
        )
        assert self.page.locator("[data-trouble]").count() == 0, (
            f"{where}: {self.page.inner_text('main')[:600]}"
        )
        assert self.errors == [], f"{where}: {self.errors}"

    def sees(self, text: str) -> None:
        """The page says this."""
        expect(self.page.locator("main")).to_contain_text(text)
