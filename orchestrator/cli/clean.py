"""`seg clean`: the folders of generated files go."""

from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import clean as cleaning


def clean(given: Given) -> int:
    """Delete generated folders, and say which."""
    # What reading would remember is in a folder that goes.
    flags = replace(given.flags, partial_parse=False)
    workspace = opened_for(replace(given, flags=flags), "clean")
    for name in cleaning.clean(workspace):
        say(workspace, f"Deleted {name}/")
    return 0
