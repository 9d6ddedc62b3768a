"""The constraints that a property file declares for a model or one of its columns."""

from collections.abc import Iterator

from orchestrator.config.property_keys import CONSTRAINT_KEYS
from orchestrator.config.values import Map, Seq, shown
from orchestrator.errors import Problems
from orchestrator.properties.declared import ConstraintDeclaration
from orchestrator.properties.entries import check_entry_keys, items, string, strings, truth, wrong

TYPES = ("not_null", "unique", "primary_key", "check", "foreign_key", "custom")


def read_constraints(
    entry: Map, column: str | None, problems: Problems
) -> tuple[ConstraintDeclaration, ...]:
    """Return the constraints of a model, or of its `column`."""
    if entry.get("constraints") is None:
        return ()
    return tuple(_read(items(entry, "constraints", problems), column, problems))


def _read(found: Seq, column: str | None, problems: Problems) -> Iterator[ConstraintDeclaration]:
    for index, each in enumerate(found):
        if not isinstance(each, Map):
            what = f"'constraints': expected mappings with a 'type', found {shown(each)}"
            problems.add(what, found.value_place(index), f"write '- type: {TYPES[0]}'")
            continue
        check_entry_keys(each, CONSTRAINT_KEYS, problems)
        if each.get("type") is None:
            problems.add("'type' is missing", each.place, f"one of {', '.join(TYPES)}")
        elif each["type"] not in TYPES:
            wrong(each, "type", f"one of {', '.join(TYPES)}", problems)
        else:
            truth(each, "warn_unenforced", problems)
            yield ConstraintDeclaration(
                each["type"],
                each.place,
                string(each, "name", problems),
                strings(each, "columns", problems) if column is None else (column,),
                string(each, "expression", problems),
                string(each, "to", problems),
                strings(each, "to_columns", problems),
                truth(each, "warn_unsupported", problems) is not False,
            )
