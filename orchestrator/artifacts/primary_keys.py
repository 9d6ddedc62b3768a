"""The primary keys of models, from constraints and data tests."""

from collections.abc import Collection, Mapping

from msgspec import Struct, field

from orchestrator.nodes import DataTest, Model
from orchestrator.project.value import ParsedProject

_UNIQUE = ("unique", "unique_combination_of_columns")


class _Tested(Struct):
    """Columns of a model, by what their tests check."""

    unique: set[str] = field(default_factory=set)
    off: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)

    @property
    def key(self) -> Collection[str]:
        """Return unique and not null columns, else unique ones; disabled tests count last."""
        return self.filled & (self.unique | self.off) or self.unique or self.off


def primary_keys(project: ParsedProject) -> Mapping[str, list[str]]:
    """Return the keys of models that have one, by unique id."""
    tested: dict[str, _Tested] = {}
    for tests, is_on in ((project.nodes, True), (project.disabled, False)):
        for test in tests.values():
            if isinstance(test, DataTest) and test.attached_to:
                _note(test, is_on, tested.setdefault(test.attached_to, _Tested()))
    found = {name: sorted(each.key) for name, each in tested.items() if each.key}
    for node in project.nodes.values():
        if isinstance(node, Model) and node.contract is not None:
            for constraint in node.contract.constraints:
                if constraint.type == "primary_key":
                    found[node.unique_id] = sorted(constraint.columns)
    return found


def _note(test: DataTest, is_on: bool, tested: _Tested) -> None:
    name = (test.test_name or "").rpartition(".")[2]
    column, several = test.kwargs.get("column_name"), test.kwargs.get("combination_of_columns")
    columns = [column] if column is not None else several if isinstance(several, list) else []
    named = {each for each in columns if isinstance(each, str)}
    if name in _UNIQUE:
        (tested.unique if is_on else tested.off).update(named)
    elif name == "not_null":
        tested.filled.update(named)
