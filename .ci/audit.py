"""Ask pip-audit about the locked packages; where its source cannot be reached, say so and go on."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(sys.executable).parent
COMMAND = [
    HERE / "pip-audit",
    "-r",
    "requirements/run.txt",
    "--disable-pip",
    "--require-hashes",
    "-f",
    "json",
]


def main() -> int:
    """0 if no hole is known or nothing could be asked, 1 with the list of holes."""
    asked = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(asked.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        packages = []
    known = [one for one in packages if "vulns" in one]
    if not known:
        print("pip-audit: skipped, cannot reach its source of known vulnerabilities")
        return 0
    holes = [(one["name"], one["version"], v["id"], v["fix_versions"]) for one in known for v in one["vulns"]]
    for name, version, number, fixed in holes:
        print(f"pip-audit: {name} {version}: {number}, fixed in {', '.join(fixed) or 'no version yet'}")
    print(f"pip-audit: {len(known)} of {len(packages)} packages looked up, {len(holes)} holes known")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
