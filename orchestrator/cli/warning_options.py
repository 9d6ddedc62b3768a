"""`--warn-error-options`: a text that says whether all warnings are errors."""

import click

from orchestrator.config.warning_options import makes_all_errors, names_warnings
from orchestrator.config.yaml_door import read_yaml
from orchestrator.errors import ProjectError

OPTION = "--warn-error-options"
NAMES_HAVE_NO_EFFECT = (
    f"{OPTION}: single warnings cannot be selected, as they have no names; "
    "'{error: all}' turns all into errors"
)


def read_options(text: str) -> bool:
    """Return whether a text turns all warnings into errors; report anything else in it."""
    try:
        options = read_yaml(text, "warn-error-options")
    except ProjectError as error:
        raise click.BadParameter(str(error), param_hint=OPTION) from None
    if names_warnings(options):
        click.echo(NAMES_HAVE_NO_EFFECT, err=True)
    return makes_all_errors(options)
