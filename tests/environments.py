"""Environments of tools that seg is compared with, which are not among its requirements."""

import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path


def python_in(environment: Path, tool: str, requirements: Sequence[str]) -> Path:
    """The Python of an environment that has a tool; made from PyPI where it is not there."""
    python = environment / "bin" / "python"
    if not (environment / "bin" / tool).exists():
        venv.create(environment, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *requirements], check=True)
    return python
