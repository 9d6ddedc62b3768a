"""Selectors as `selectors.yml` holds them: definitions become selections, or problems with place.

definition  a criterion as text, {method: value}, or
            {method, value, parents, parents_depth, children, children_depth,
             childrens_parents, indirect_selection, exclude}
            {union: [definition, ..., {exclude: [definition, ...]}]}, or intersection
"""

from collections.abc import Mapping
from typing import Any, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.config.values import Map, Seq, shown
from orchestrator.errors import Place, Problems, UsageError
from orchestrator.names import did_you_mean
from orchestrator.selection.grammar import criterion_in, method_problem
from orchestrator.selection.spec import Combined, Criterion, Hops, Indirect, Spec

FILE = "selectors.yml"
GROUPS = ("union", "intersection")
_ENTRY = ("name", "definition", "description", "default")
_SIGNS = ("parents", "parents_depth", "children", "children_depth", "childrens_parents")
_CRITERION = ("method", "value", *_SIGNS, "indirect_selection", "exclude")


class Selectors(Struct, frozen=True):
    """The selections of a project by name; `default` applies if nothing else is given."""

    by_name: Mapping[str, Spec] = field(default_factory=dict)
    default: str | None = None


def read_selectors(value: Any, problems: Problems) -> Selectors:
    """Return the selectors in the value of the file; errors are added to `problems`."""
    reader = _Reader(problems, {})
    if value is None:
        return Selectors()
    if not isinstance(value, Map):
        problems.add(f"expected a mapping, found {shown(value)}", Place(FILE, 1, 1))
        return Selectors()
    reader.check_keys(value, ("selectors", "version"))
    entries = value.get("selectors")
    if not isinstance(entries, Seq):
        if entries is not None:
            what = f"'selectors': expected a list, found {shown(entries)}"
            problems.add(what, value.value_place("selectors"))
        return Selectors()
    default: str | None = None
    for index, entry in enumerate(entries):
        name = reader.entry(entry, entries.value_place(index))
        if name is None or not reader.is_default(entry):
            continue
        if default is not None:
            what = f"'{default}' is the default already"
            problems.add(what, entry.key_place("default"), "keep one 'default: true'")
        default = name
    return Selectors(reader.found, default)


class _Reader(Struct, frozen=True):
    """Reads definitions one after the other; each may refer to earlier ones."""

    problems: Problems
    found: dict[str, Spec]

    def entry(self, entry: Any, place: Place) -> str | None:
        """Return the name of a selector, after reading its definition."""
        if not isinstance(entry, Map) or not isinstance(entry.get("name"), str):
            self.problems.add("a selector needs a 'name' and a 'definition'", place)
            return None
        self.check_keys(entry, _ENTRY)
        name: str = entry["name"]
        if name in self.found:
            what = f"duplicate selector '{name}'"
            self.problems.add(what, entry.value_place("name"), "give it another name")
        definition = entry.get("definition")
        if isinstance(definition, Map) and set(GROUPS) & set(definition) and len(definition) > 1:
            what = f"expected one key, found {', '.join(map(str, definition))}"
            self.problems.add(what, definition.place, "move 'exclude' into the list of the union")
        spec = self.definition(definition, entry.value_place("definition"))
        if spec is not None:
            self.found[name] = spec
        return name

    def is_default(self, entry: Map) -> bool:
        """Return whether a selector is the default; values other than booleans are problems."""
        found = entry.get("default", False)
        if not isinstance(found, bool):
            what = f"'default': expected true or false, found {shown(found)}"
            self.problems.add(what, entry.value_place("default"), "write true, or remove it")
        return found is True

    def definition(self, value: Any, place: Place) -> Spec | None:
        """Return a selection; None if it is invalid."""
        if isinstance(value, str):
            return self._text(value, place)
        if not isinstance(value, Map):
            what = f"expected a criterion, or a mapping, found {shown(value)}"
            self.problems.add(what, place)
            return None
        for group in GROUPS:
            if group in value:
                self.check_keys(value, (group,))
                return self._group(group, value)
        if len(value) == 1:
            method, of = next(iter(value.items()))
            if method == "selector":
                return self._named(str(of), value.value_place(method))
            return self._criterion(value, method, of)
        if value.get("method") == "selector":
            return self._selector(value)
        if "method" in value and "value" in value:
            self.check_keys(value, _CRITERION)
            return self._less(self._criterion(value, value["method"], value["value"]), value)
        keys = ", ".join(map(str, value)) or "nothing"
        self.problems.add(f"expected 'method' and 'value', found {keys}", value.place)
        return None

    def check_keys(self, value: Map, known: tuple[str, ...]) -> None:
        """Report unknown keys."""
        for key in value:
            if key not in known:
                fix = did_you_mean(str(key), known) or f"keys: {', '.join(known)}"
                self.problems.add_minor(f"'{key}' has no effect here", value.key_place(key), fix)

    def _text(self, text: str, place: Place) -> Spec | None:
        if " " in text.strip() or "," in text:
            fix = "write one criterion, or a 'union' or 'intersection' of several"
            self.problems.add_minor(f"'{text}' is read as a single criterion", place, fix)
        try:
            criterion = replace(criterion_in(text), is_expected=False)
        except UsageError as error:
            self.problems.add(str(error), place)
            return None
        is_known = criterion.method != "selector" or self._named(criterion.value, place)
        return criterion if is_known else None

    def _selector(self, value: Map) -> Spec | None:
        self.check_keys(value, ("method", "value"))
        return self._named(str(value.get("value")), value.value_place("value"))

    def _named(self, name: str, place: Place) -> Spec | None:
        """Return an earlier selector, so that none can refer to itself."""
        if name not in self.found:
            what = f"no selector '{name}' is defined before this one"
            self.problems.add(what, place, did_you_mean(name, self.found))
        return self.found.get(name)

    def _group(self, group: Any, value: Map) -> Spec | None:
        parts = self._parts(group, value)
        excluded = [part for part in parts if isinstance(part, Map) and "exclude" in part]
        if len(excluded) > 1:
            what = f"more than one 'exclude' in one {group}"
            self.problems.add(what, excluded[1].place, "merge them into one list")
        for part in excluded:
            self.check_keys(part, ("exclude",))
        found = self._all(parts, without=excluded)
        spec: Spec | None = None
        if found is not None:
            spec = Combined(group, found, indirect="eager")
        return self._less(spec, excluded[0]) if excluded else spec

    def _less(self, spec: Spec | None, value: Map) -> Spec | None:
        """Return a selection without what its list under `exclude` contains, if any."""
        if "exclude" not in value:
            return spec
        excluded = self._all(self._parts("exclude", value))
        if spec is None or excluded is None:
            return None
        union = Combined("union", excluded, indirect="eager")
        return Combined("difference", (spec, union), indirect="eager")

    def _parts(self, key: str, value: Map) -> Seq:
        parts = value[key]
        if isinstance(parts, Seq):
            return parts
        self.problems.add(f"'{key}': expected a list, found {shown(parts)}", value.value_place(key))
        return Seq(value.path)

    def _all(self, parts: Seq, without: list[Map] | None = None) -> tuple[Spec, ...] | None:
        left_out = list(map(id, without or ()))
        read = [
            self.definition(part, parts.value_place(index))
            for index, part in enumerate(parts)
            if id(part) not in left_out
        ]
        found = tuple(each for each in read if each is not None)
        return found if len(found) == len(read) else None

    def _criterion(self, value: Map, method: Any, of: Any) -> Criterion | None:
        if not isinstance(method, str) or isinstance(of, Map | Seq) or of is None:
            what = f"expected a method and its value, found {shown(method)}: {shown(of)}"
            self.problems.add(what, value.place)
            return None
        text = str(of).lower() if isinstance(of, bool) else str(of)
        name, *keys = method.split(".")
        problem = method_problem(name, keys, text)
        if problem is not None:
            self.problems.add(problem.what, value.place, problem.fix)
            return None
        if value.get("childrens_parents") and value.get("children"):
            what = "'childrens_parents' and 'children' are mutually exclusive"
            fix = "'childrens_parents' already includes all descendants: remove 'children'"
            self.problems.add(what, value.key_place("children"), fix)
        return Criterion(
            text=f"{method}:{text}",
            method=name,
            value=text,
            keys=tuple(keys),
            parents=self._hops(value, "parents"),
            children=self._hops(value, "children"),
            childrens_parents=value.get("childrens_parents") is True,
            indirect=self._indirect(value),
            is_expected=False,
        )

    def _hops(self, value: Map, key: str) -> Hops | None:
        depth, depth_key = value.get(f"{key}_depth"), f"{key}_depth"
        if depth is not None and (not isinstance(depth, int) or depth < 0):
            what = f"'{depth_key}': expected a number of edges, found {shown(depth)}"
            self.problems.add(what, value.value_place(depth_key))
        if value.get(key) is True:
            return Hops(depth)
        if depth is not None:
            what = f"'{depth_key}' has no effect without '{key}: true'"
            self.problems.add_minor(what, value.key_place(depth_key), f"add '{key}: true'")
        return None

    def _indirect(self, value: Map) -> Indirect | None:
        found = value.get("indirect_selection")
        known = get_args(Indirect)
        if found is not None and found not in known:
            what = f"'indirect_selection': expected {', '.join(known)}, found {shown(found)}"
            self.problems.add(what, value.value_place("indirect_selection"))
            return None
        return found
