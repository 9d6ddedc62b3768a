"""How soon a page of the site is usable: 5,000 models with 10,000 tests, and 500 segments.

    python -m benchmarks.site [--models 5000] [--segments 500] [--folder FOLDER]

Writes a project, builds it, writes its site, and opens pages from their files in headless Chromium
(which must be installed), each five times. It prints the time from opening a page until it is drawn
and its scripts have finished, so that it responds.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generate_project import write_project

ROUNDS = 5
IN_A_FAMILY = 10


def main() -> None:
    """Print the sizes of the files and the times of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=5000)
    parser.add_argument("--segments", type=int, default=500)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("there is no Chromium on this machine to open pages with")
    folder = given.folder or Path(tempfile.mkdtemp(prefix="seg-site-"))
    nodes = folder / "nodes"
    write_project(nodes, given.models, "view", "seg")
    segments = folder / "segments"
    write_segments(segments, given.segments)
    last = f"model.bench.model_{given.models - 1:05d}"
    for project, pages in (
        (nodes, ("/", "/models", f"/node/{last}", f"/lineage/{last}", "/lineage", "/search/model")),
        (segments, ("/", "/segments", "/family/family_0", "/family/family_0/segment_3")),
    ):
        started = time.perf_counter()
        seg(project, "build")
        built = time.perf_counter()
        seg(project, "docs", "generate")
        took = time.perf_counter() - built
        site = project / "target" / "docs"
        files = [file for file in site.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files) / 1e6
        first = sum(file.stat().st_size for file in files if file.name in FIRST) / 1e6
        print(
            f"{project.name}: build {built - started:.1f} s, docs generate {took:.1f} s, "
            f"{len(files)} files, {size:.1f} MB, of which each page reads {first:.2f} MB"
        )
        for page in pages:
            times = [ready_ms(browser, site / "index.html", page) for _ in range(ROUNDS)]
            print(f"  {page}: {statistics.median(times):.0f} ms ({min(times)} to {max(times)})")


FIRST = ("index.html", "site.js", "site.css")
"""Return the size of the page, the program and the document that every page reads."""


def write_segments(folder: Path, count: int) -> None:
    """Write a project with this many segments, ten per family, over 10,000 people."""
    (folder / "models").mkdir(parents=True, exist_ok=True)
    (folder / "seg_project.yml").write_text("name: bench\nvars: {as_of_date: '2025-06-30'}\n")
    (folder / "models" / "people.sql").write_text(
        "{{ config(materialized='table') }}\n"
        "select range as person_id, range % 1000 as points, date '2025-06-30' as as_of_date\n"
        "from range(10000)\n"
    )
    lines = ["segment_families:"]
    for family in range(-(-count // IN_A_FAMILY)):
        lines += [
            f"  - name: family_{family}",
            "    on: ref('people')",
            "    entity: person_id",
            "    mode: exclusive",
            "    segments:",
        ]
        lines += [
            f"      - {{name: segment_{number}, where: points % 10 = {number}}}"
            for number in range(IN_A_FAMILY - 1)
        ]
        lines.append("      - {name: rest, otherwise: true}")
    (folder / "models" / "families.yml").write_text("\n".join(lines) + "\n")


def seg(project: Path, *words: str) -> None:
    """Run seg in a project; it must succeed."""
    command = [sys.executable, "-m", "orchestrator", "--project-dir", str(project), *words]
    subprocess.run(command, check=True, capture_output=True)


def ready_ms(browser: str, file: Path, page: str) -> int:
    """Return the milliseconds until the page was drawn, in a browser with an empty cache."""
    with tempfile.TemporaryDirectory() as profile:
        shown = subprocess.run(
            [
                browser,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={profile}",
                "--dump-dom",
                f"file://{file}#{page}",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    found = re.search(r'data-ready="(\d+)"', shown.stdout)
    if found is None:
        raise SystemExit(f"{page} was not drawn")
    return int(found.group(1))


if __name__ == "__main__":
    main()
