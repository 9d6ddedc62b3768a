"""Shell completion: possible next words, from the current project."""

from collections.abc import Callable, Iterator, Mapping

import click
from click.shell_completion import BashComplete, get_completion_class

from orchestrator.cli.given import Given
from orchestrator.errors import SegError
from orchestrator.nodes import BuiltNode, DataTest, Model, Node, RelationNode, Source
from orchestrator.workspace.open import open_workspace

_VARIABLE = "_SEG_COMPLETE"
_LETTERS_OF_TESTS = 3  # with less, there are too many to choose from


class ColonsInBash(BashComplete):
    """Completes words with colons, such as `source:shop.orders`, which Bash splits into three

    words. They are joined again before seg is called, and the shell gets the part of an answer

    after the last typed colon.
    """

    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' words=() at=-1 typed= before word value response
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if [[ $at -gt 0 && ( $word == :* || ( $typed == *: && -n $word ) ) ]]; then
            typed=$typed$word
        else
            at=$((at + 1))
            typed=$word
        fi
        words[at]=$typed
    done
    before=${typed%%"${typed##*:}"}
    response=$(env COMP_WORDS="${words[*]}" COMP_CWORD=$at %(complete_var)s=bash_complete $1)
    COMPREPLY=()
    for word in $response; do
        value=${word#*,}
        case ${word%%%%,*} in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            *) COMPREPLY+=("${value#"$before"}") ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


def completion(given: Given, *, shell: str) -> int:
    """Print the script that a shell reads."""
    found = ColonsInBash if shell == "bash" else get_completion_class(shell)
    root = click.get_current_context().find_root().command
    assert found is not None
    click.echo(found(root, {}, "seg", _VARIABLE).source())
    return 0


def values(ctx: click.Context, kind: str, incomplete: str) -> list[str]:
    """Return possible values with this beginning; none if the project cannot be read."""
    # Flags can also come before the command.
    levels = (ctx.find_root().params, ctx.params)
    given = {
        name: value
        for params in levels
        for name, value in params.items()
        if isinstance(value, str) and name != "warn_error_options"
    }
    try:
        workspace = open_workspace(Given.of(given).flags, "list")
    except (SegError, OSError):
        return []
    start, word = _split(incomplete) if kind == "nodes" else ("", incomplete)
    known = (
        KINDS[kind](workspace.project.nodes, word) if kind in KINDS else workspace.selectors.by_name
    )
    found = dict.fromkeys(name for name in known if name.startswith(word))
    return [f"{start}{name}" for name in found]


def _split(incomplete: str) -> tuple[str, str]:
    """Return what precedes the name that is being typed: `+` in `+a`, `a,` in `a,b`."""
    at = max(incomplete.rfind(sign) for sign in ",+@") + 1
    return incomplete[:at], incomplete[at:]


def _selectors(nodes: Mapping[str, Node], word: str) -> Iterator[str]:
    for node in nodes.values():
        if isinstance(node, BuiltNode):
            yield node.name
        elif isinstance(node, Source):
            yield f"source:{node.full_name}"
        elif isinstance(node, DataTest) and len(word) >= _LETTERS_OF_TESTS:
            yield node.name
    if word.startswith("tag:"):
        yield from sorted({f"tag:{tag}" for node in nodes.values() for tag in node.tags})


def _families(nodes: Mapping[str, Node], _: str) -> Iterator[str]:
    return (node.name for node in nodes.values() if isinstance(node, Model) and node.family)


def _columns(nodes: Mapping[str, Node], word: str) -> Iterator[str]:
    for node in nodes.values():
        if isinstance(node, RelationNode):
            yield f"{node.full_name}."
            if word.startswith(f"{node.full_name}."):
                yield from (f"{node.full_name}.{column.name}" for column in node.columns)


def _segments(nodes: Mapping[str, Node], _: str) -> Iterator[str]:
    for node in nodes.values():
        if isinstance(node, Model) and node.family:
            yield from (f"{node.name}.{segment.name}" for segment in node.family.segments)


KINDS: Mapping[str, Callable[[Mapping[str, Node], str], Iterator[str]]] = {
    "nodes": _selectors,
    "columns": _columns,
    "families": _families,
    "segments": _segments,
}
