"""`seg deps`: resolves and installs the packages of a project."""

import click

from orchestrator.cli.given import Given
from orchestrator.cli.refused_options import refuse_options
from orchestrator.commands import deps as commands
from orchestrator.workspace.open import project_folder


def deps(
    given: Given, *, lock: bool, upgrade: bool, add_package: str | None, source: str | None
) -> int:
    """Install packages, and print which."""
    if add_package is None:
        why = "no package is added"
        refuse_options({"--source": source}, why, "name the package: --add-package NAME@VERSION")
    folder = project_folder(given.flags)
    if add_package is not None:
        click.echo(folder.mask.text(commands.add(folder, add_package, source or "hub")))
    found = commands.install(folder, only_lock=lock, upgrade=upgrade)
    for name, version in found.packages:
        where = "" if found.folder is None else f" in {found.folder}/{name}"
        click.echo(folder.mask.text(f"{name} {version}{where}"))
    if not found.packages:
        click.echo("The project has no packages to install")
    elif found.has_lock:
        click.echo("Wrote package-lock.yml")
    return 0
