"""How soon a phone of the middle class shows something, and how much CSS and JS it loads for that.

    .venv/bin/python -m bench.paint

Chromium's own tools slow it down to a quarter of this machine's speed and to slow 4G (150 ms, 1.6 Mbit/s); its cache is
empty each time. The demo is served as for real: sheets and scripts with fingerprints, compressed."""

import argparse
import os
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.findings import Finding, report
from bench.start import running

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER, MOST_SECONDS, MOST_KILOBYTES = 4, 1.0, 120
PAGES = {
    "first page": "/",
    "sign in": "/sign-in/",
    "published proposals": "/proposals/public/?body=330400",
    "one case": "/proposals/30/",
}
PAINT = "() => performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)[0]"


@dataclass(frozen=True)
class Opened:
    """One opening of a page."""

    milliseconds: float
    kilobytes: float


def main() -> None:
    """Serve the demo, open each page a few times, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="openings of each page")
    parser.add_argument("--data", help="folder of a demo that is there already, instead of a new one")
    options = parser.parse_args()
    os.environ["STATIC_HASHED"] = "1"
    with (
        tempfile.TemporaryDirectory() as empty,
        running(Path(options.data or empty)) as (_seconds, port, _pid),
    ):
        seen = measure(f"http://127.0.0.1:{port}", options.times)
    report([one for name, times in seen.items() for one in told(name, times)])


def measure(address: str, times: int) -> dict[str, list[Opened]]:
    """Every page, after one opening that does not count."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened(browser, address)
        seen = {name: [opened(browser, address + path) for _ in range(times)] for name, path in PAGES.items()}
        browser.close()
    return seen


def opened(browser: Browser, address: str) -> Opened:
    """Open a page in a fresh window of a slow phone."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    wire.on("Network.responseReceived", lambda one: kinds.update({one["requestId"]: one["type"]}))
    wire.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    painted = float(page.evaluate(PAINT))
    context.close()
    weight = sum(size for one, size in sizes.items() if kinds.get(one) in {"Stylesheet", "Script"})
    return Opened(painted, weight / 1000)


def told(name: str, times: list[Opened]) -> list[Finding]:
    """Median of the paints, and the weight."""
    paint = statistics.median(one.milliseconds for one in times) / 1000
    best = min(one.milliseconds for one in times) / 1000
    return [
        Finding(f"{name}: first contentful paint", paint, "s", MOST_SECONDS, note=f"best {best:.2f}"),
        Finding(f"{name}: CSS and JS, compressed", times[0].kilobytes, "kB", MOST_KILOBYTES),
    ]


if __name__ == "__main__":
    main()
