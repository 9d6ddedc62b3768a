"""Why a node is in the plan, in words."""

import json
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from orchestrator.generations.values import PublishedRelation
from orchestrator.ids import name_in
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import Model, Node
from orchestrator.plan.decided import Decided
from orchestrator.plan.decisions import NodeState, Reused, Runs, Waits
from orchestrator.plan.reuse import Reuse
from orchestrator.state.definitions import STAMPS_OF, Definition
from orchestrator.state.facts import warned
from orchestrator.state.fingerprints import is_same_definition
from orchestrator.state.history import Before

_LONGEST = 60
_BEFORE_DIFFERENCE = 20
# Matches a relation in the text of a definition.
_READ = lazy_regex('"\ue000([^"]+)"')


def reason_for(
    node: Node,
    fingerprint: str,
    before: PublishedRelation | None,
    is_full_refresh: bool,
    *,
    is_shown: bool = True,
) -> str:
    """Return the reason to build a node, based on what is published of it and its parents.

    `is_shown`: its name shows what is published.
    """
    if before is None:
        return "not published yet"
    if is_full_refresh and node.materialized == "incremental":
        return "full refresh"
    if not is_same_definition(before.fingerprint, fingerprint):
        return "its definition changed"
    if before.fingerprint != fingerprint:
        return "what it is built from changed"
    if not is_shown:
        return "its published name points to something else"
    return "selected; its definition is unchanged"


def reasons_of(
    reuse: Reuse, decided: Decided, nodes: Mapping[str, Node], history: Mapping[str, Before]
) -> dict[str, str]:
    """Return the reason for each node that has a step, as far as facts give one."""
    found = {}
    for name, decision in decided.decisions.items():
        definition = reuse.definitions[name]
        match decision:
            case Runs(why=why) if why:
                found[name] = why
            case Waits() if reuse.forced.get(name):
                found[name] = reuse.forced[name]
            case Runs() | Waits() if definition.kind == "test" and not _is_known(definition, reuse):
                found[name] = _new_test(definition, reuse, history.get(name))
            case Runs() if definition.kind == "test":
                is_warned = (name, warned(decision.key)) in reuse.facts.verdicts
                found[name] = "it warned" if is_warned else "it has not passed on this data"
            case Reused(state=state, version=version) if not state.is_published:
                shown = reuse.published.get(name)
                is_shown = shown is not None and shown.version == version
                found[name] = "its stamps changed" if is_shown else "an earlier run built it"
            case Runs() | Waits():
                changes = _changes(definition, reuse, history.get(name), nodes, decided.states)
                if isinstance(decision, Waits) and not changes:
                    names = _listed([nodes[read].name for read in decision.inputs])
                    changes = [f"if {names} changes"]
                found |= {name: "; ".join(changes)} if changes else {}
            case _:
                pass
    return found


def _is_known(definition: Definition, reuse: Reuse) -> bool:
    """Return whether any run knew the node with its current definition."""
    return (definition.unique_id, definition.digest) in reuse.facts.definitions


def _new_test(definition: Definition, reuse: Reuse, before: Before | None) -> str:
    """Return what changed since the test last ran."""
    if before is None:
        return "new test"
    text = reuse.recording.mask.text(definition.text)
    return _line("its SQL", before.text, text) if before.text != text else "its settings changed"


def _changes(
    definition: Definition,
    reuse: Reuse,
    before: Before | None,
    nodes: Mapping[str, Node],
    states: Mapping[str, NodeState],
) -> list[str]:
    """Return what changed since the node was last built; `states` is what is known so far."""
    if before is None:
        return []
    if not before.text:
        return ["its definition changed"] if not before.inputs else []
    used = reuse.recording.used.get(definition.unique_id, {})
    changes = [
        *_values("variable", before.variables, used.get("variables", {})),
        *_macros(before.macros, used.get("macros", {})),
    ]
    text = reuse.recording.mask.text(definition.text)
    if before.text != text and not changes:
        node = nodes[definition.unique_id]
        is_python = isinstance(node, Model) and node.language == "python"
        code = "its code" if is_python else "its SQL"
        changes.append(_line(code, before.text, text) if node.source_code else "its file changed")
    config = json.loads(reuse.recording.mask.json(definition.config))
    if isinstance(config, dict) and before.config:
        changes += config_changes(before.config, config)
    read = {name: states[name] for name in definition.inputs if name in states}
    return [*changes, *_inputs(before.inputs, read, nodes, reuse.states)]


def _values(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if not new:
        return
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            yield f"{what} {key}: {_change(old.get(key), new.get(key))}"


def config_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield the settings that changed; of the stamps of several tables, only their names."""
    stamps = [name for name in sorted({*old, *new}) if name.startswith(STAMPS_OF)]
    changed = [name for name in stamps if old.get(name) != new.get(name)]
    many = changed if len(changed) > 1 else []
    if many and new:
        yield f"{STAMPS_OF}{_listed([name.removeprefix(STAMPS_OF) for name in many])} changed"
    one, other = ({key: side[key] for key in side if key not in many} for side in (old, new))
    yield from _values("config", one, other)


def _macros(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(new):
        if name in old and old[name] != new[name]:
            yield f"macro {name_in(name)} changed"


def _line(code: str, old: str, new: str) -> str:
    """Return the first line of the code that changed."""
    before, after = old.split("\n"), new.split("\n")
    for tag, first, last, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            gone, come = " ".join(before[first:last]), " ".join(after[start:end])
            if _plain(gone) == _plain(come):
                return f"only whitespace in {code} changed"
            if not (gone.strip() and come.strip()):
                line = _short(_plain(gone or come))
                mark = '"' if "'" in line else "'"
                return f"{code}: {'removed' if gone.strip() else 'added'} {mark}{line}{mark}"
            return f"{code}: {_change(gone, come)}"
    return "its definition changed"


def _inputs(
    old: Mapping[str, tuple[str, int | None]],
    read: Mapping[str, NodeState],
    nodes: Mapping[str, Node],
    not_selected: Collection[str],
) -> Iterator[str]:
    for name, state in read.items():
        if name in old and old[name][0] != state.content:
            before, after = old[name][1], state.row_count
            rows = "" if before is None or after is None else f" ({before} -> {after} rows)"
            what = "has new data" if name in not_selected or rows else "changed"
            yield f"{nodes[name].name} {what}{rows}"


def _change(old: object, new: object) -> str:
    """Return `old -> new`; if that is long, from shortly before the difference on."""
    before, after = _plain(old), _plain(new)
    pairs = enumerate(zip(before, after, strict=False))
    start = next((at for at, (one, other) in pairs if one != other), len(before))
    begin = start - _BEFORE_DIFFERENCE
    if begin > 0 and max(len(before), len(after)) > _LONGEST:
        begin = before.find(" ", begin, start) + 1 or begin
        before, after = f"...{before[begin:]}", f"...{after[begin:]}"
    return f"{_short(before)} -> {_short(after)}"


def _plain(value: object) -> str:
    if value is None or value == "":
        return "not set"
    named = _READ.sub(lambda found: name_in(found[1]), str(value))
    return " ".join(named.split())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}"
