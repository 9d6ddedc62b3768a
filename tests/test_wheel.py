"""The wheel contains the tool, its macros and starter, and the segmentation project."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]

PROJECT = {
    "seg_project.yml": """
name: my_shop
vars:
  as_of_date: "2025-01-31"
  shop_staging: false
""",
    "packages.yml": "packages: [{local: 'python:orchestrator/segmentation'}]",
}


def test_a_project_takes_the_segmentation_from_the_installed_wheel(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    project = tmp_path / "my_shop"
    files = {
        **PROJECT,
        "models/stg_customers.sql": "select 1 as customer_id",
        "models/stg_orders.sql": "select 1 as order_id",
    }
    for path, text in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")
    listed = subprocess.run(
        [sys.executable, "-m", "orchestrator", "ls", "--resource-type", "model"],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
    )
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "my_shop.stg_orders" in listed.stdout.splitlines()
    assert "customer_segmentation.segments.segment_membership" in listed.stdout.splitlines()
