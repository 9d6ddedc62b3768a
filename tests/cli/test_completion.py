"""Shell completion, called as the shells' scripts call it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from orchestrator.cli.main import cli
from tests.pages import ROOT
from tests.projects import seg, write_project
from tests.segments.shop import FAMILIES, write_shop


def offered(*words: str) -> list[str]:
    """What may stand in the place of the last word."""
    complete = ShellComplete(cli, {}, "seg", "_SEG_COMPLETE")
    *args, incomplete = words
    return [item.value for item in complete.get_completions(args, incomplete)]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_shop(tmp_path_factory.mktemp("shop"), FAMILIES))


def test_commands_and_options() -> None:
    assert offered("compl") == ["completion"]
    assert offered("show", "--out") == ["--output"]
    assert offered("show", "--output", "") == ["text", "json", "csv", "markdown", "vertical"]
    assert offered("completion", "") == ["bash", "zsh", "fish"]
    assert offered("events", "") == ["consumers", "deliver", "drop", "list", "reset"]


def test_nodes_of_the_project_that_is_meant(shop: str) -> None:
    here = ("build", "--project-dir", shop)
    assert offered(*here, "-s", "cust") == ["customers"]
    assert offered(*here, "-s", "tier+,+cust") == ["tier+,+customers"]
    assert offered(*here, "-s", "tier", "cust") == ["customers"]
    assert offered(*here, "--exclude", "nothing") == []
    assert offered("--project-dir", shop, "run", "-s", "cust") == ["customers"]


def test_selectors(tmp_path: Path) -> None:
    selectors = "selectors: [{name: nightly, definition: a}, {name: hourly, definition: a}]\n"
    write_project(tmp_path, {"models/a.sql": "select 1 as i", "selectors.yml": selectors})
    here = ("build", "--project-dir", str(tmp_path), "--selector")
    assert offered(*here, "") == ["nightly", "hourly"]
    assert offered(*here, "n") == ["nightly"]


def test_families_and_segments(shop: str) -> None:
    assert offered("segments", "--project-dir", shop, "t") == ["tier"]
    assert offered("why", "--project-dir", shop, "1", "tier.") == [
        "tier.high",
        "tier.low",
        "tier.rest",
    ]


def test_where_no_project_is_nothing_is_offered(tmp_path: Path) -> None:
    assert offered("build", "--project-dir", str(tmp_path), "-s", "") == []
    write_project(tmp_path, {"models/a.sql": "select {{", "models/b.sql": "select 1 as i"})
    assert offered("build", "--project-dir", str(tmp_path), "-s", "") == []


@pytest.mark.parametrize(("shell", "start"), [("zsh", "#compdef seg"), ("fish", "function _seg")])
def test_each_shell_has_a_script(shell: str, start: str, tmp_path: Path) -> None:
    assert seg(tmp_path, "completion", shell).stdout.startswith(start)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("seg compi", "compile"),
        # Bash splits words at colons.
        ("seg show -s source : ra", "raw.orders"),
        ("seg show -s source :", "raw.orders"),
        ("seg ls -s a tag : da", "daily"),
        ("seg show -s a --vars \"'{a: 1}'\" --outp", "--output"),
    ],
)
def test_bash_reads_its_script(tmp_path: Path, typed: str, answer: str) -> None:
    write_project(
        tmp_path,
        {
            "models/a.sql": "{{ config(tags=['daily']) }} select 1 as i",
            "models/s.yml": "sources: [{name: raw, tables: [{name: orders}]}]\n",
        },
    )
    command = tmp_path / "seg"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m orchestrator "$@"\n')
    command.chmod(0o755)
    script = seg(tmp_path, "completion", "bash").stdout
    asked = f"COMP_WORDS=({typed}) COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _seg_completion seg"
    found = subprocess.run(
        ["bash", "-c", f'{script}\n{asked}; echo "${{COMPREPLY[@]}}"'],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
    )
    assert (found.stdout, found.stderr) == (f"{answer}\n", "")
