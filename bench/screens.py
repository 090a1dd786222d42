"""The ten main screens of the demo as pictures in docs/screens, each below 150 kB.

.venv/bin/python -m bench.screens [--data FOLDER] [--language en --theme dark --mode elder --width 360 --out FOLDER]"""

import argparse
import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.paint import CHROMIUM, FLAGS
from bench.start import running

MOST_BYTES = 150_000
# File name → who looks, where, how wide.
SCREENS = {
    "public-home": ("", "/?body=330400", 1440),
    "say": ("", "/opinions/say/330400/", 360),
    "published": ("", "/proposals/public/?body=330400", 1440),
    "member-home": ("demo-member", "/", 360),
    "case": ("demo-member", "/proposals/30/", 1440),
    "office-home": ("demo-lead", "/", 1440),
    "office-desk": ("demo-lead", "/proposals/desk/", 1440),
    "unit-desk": ("demo-unit-lead", "/proposals/units/", 1440),
    "notices": ("demo-member", "/notices/settings/", 1440),
    "help": ("demo-member", "/help/", 360),
}


def main() -> None:
    """Serve the demo, look, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="folder of a demo that is there already, instead of a new one")
    parser.add_argument("--out", type=Path, default=Path("docs/screens"), help="where the pictures go")
    parser.add_argument("--language", default="zh-hans")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--mode", default="standard")
    parser.add_argument("--width", type=int, help="one width for all instead of each screen's own")
    options = parser.parse_args()
    os.environ["STATIC_HASHED"] = "1"
    options.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as empty,
        running(Path(options.data or empty)) as (_seconds, port, _pid),
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in SCREENS:
            keep(browser, f"http://127.0.0.1:{port}", name, options)
        browser.close()


def keep(browser: Browser, address: str, name: str, options: argparse.Namespace) -> None:
    """One screen, as its reader sees it on opening."""
    who, path, own_width = SCREENS[name]
    width = options.width or own_width
    size = {"width": width, "height": 740 if width < 700 else 900}
    context = browser.new_context(viewport=size, locale="en" if options.language == "en" else "zh-CN")
    chosen = {"django_language": options.language, "theme": options.theme, "mode": options.mode}
    context.add_cookies([{"name": key, "value": value, "url": address} for key, value in chosen.items()])
    page = context.new_page()
    if who:
        page.goto(f"{address}/sign-in/")
        page.locator(f"button[value='{who}']").first.click()
    page.goto(f"{address}{path}", wait_until="networkidle")
    target = options.out / f"{name}.png"
    page.screenshot(path=target)
    shrink(target)
    context.close()


def shrink(path: Path) -> None:
    """Few colours are enough for ink on paper."""
    with Image.open(path) as drawn:
        drawn.convert("RGB").quantize(128).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    main()
