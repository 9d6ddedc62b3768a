"""The project's macro library: the existing macros, and how names resolve to them."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from orchestrator.errors import Place, Problems, ProjectError
from orchestrator.ids import unique_id_of
from orchestrator.names import did_you_mean
from orchestrator.nodes import MacroFile
from orchestrator.templates.blocks import Block, argument_names, blocks, required_names

BUILT_IN_PACKAGE = "dbt"
BEFORE_ALL = " before all"
"""The key for names that take precedence over macros; no name in a template can equal it."""
TESTED_ROWS = "get_where_subquery"
"""The macro that decides which rows of a relation a generic data test reads."""
MATERIALIZATIONS = ("view", "table", "incremental", "ephemeral", "external")


class Macro(Struct, frozen=True):
    """One macro; `{% test x() %}` defines the macro `test_x`.

    `source_code` is the entire block, including its tags, and begins at `place`.
    """

    package: str
    name: str
    place: Place
    signature: str
    source_code: str

    @property
    def unique_id(self) -> str:
        """`macro.package.name`."""
        return unique_id_of("macro", self.package, self.name)

    @property
    def arguments(self) -> tuple[str, ...]:
        """Return the names of the arguments, in order."""
        return argument_names(self.signature)

    @property
    def required(self) -> tuple[str, ...]:
        """Return the names of the arguments without a default."""
        return required_names(self.signature)

    @property
    def takes_any(self) -> bool:
        """Return whether the macro uses arguments that its signature does not name."""
        return "kwargs" in self.source_code


class Macros:
    """All macros of a project and its packages; those of the package `dbt` are built in.

    Only the tags of the files are read here: nothing is compiled, and Jinja is not imported.
    `problems` are errors in the files, `broken` the files that cannot be read. In templates of
    `lenient` packages, an undefined name renders as empty text; `materializations` are those that
    such packages define for this or any engine, which affects only nodes that use them.
    """

    def __init__(
        self,
        files: Sequence[MacroFile],
        root_package: str,
        lenient: frozenset[str] = frozenset(),
    ) -> None:
        self.root_package = root_package
        self.lenient = lenient
        self._packages: dict[str, dict[str, Macro]] = {}
        self._visible: dict[str, Mapping[str, Macro]] = {}
        self._replaced: dict[tuple[str, str], bool] = {}
        self.materializations: dict[str, Place] = {}
        problems = Problems()
        broken: list[MacroFile] = []
        for file in files:
            found = self._packages.setdefault(file.package, {})
            try:
                for block in blocks(file.source_code, file.path):
                    if self._is_left_out(block, file.package):
                        self.materializations.setdefault(block.name, block.place)
                    else:
                        _define(found, file.package, block, problems)
            except ProjectError as error:
                problems.extend(error)
                broken.append(file)
        self.problems = tuple(problems.found)
        self.broken = tuple(broken)

    def _is_left_out(self, block: Block, package: str) -> bool:
        """Return whether a materialization is custom: packages cannot change the built-in ones."""
        if block.kind != "materialization" or package not in self.lenient:
            return False
        return block.name not in MATERIALIZATIONS or package != self.root_package

    def __iter__(self) -> Iterator[Macro]:
        """Yield every macro, package by package in the order of the files."""
        for macros in self._packages.values():
            yield from macros.values()

    @property
    def packages(self) -> Mapping[str, Mapping[str, Macro]]:
        """Return the macros of each package that has files, by name."""
        return self._packages

    def visible(self, package: str) -> Mapping[str, Macro]:
        """Return the macros that a template of `package` can call by their bare name.

        A package's own macros come before the root project's, and those before the built-in ones.
        """
        if package not in self._visible:
            order = [self.root_package, package]
            if package == BUILT_IN_PACKAGE:
                order.reverse()
            merged = dict(self._packages.get(BUILT_IN_PACKAGE, {}))
            for name in order:
                merged.update(self._packages.get(name, {}))
            self._visible[package] = merged
        return self._visible[package]

    def find(self, path: Sequence[str], package: str) -> Macro | None:
        """Return the macro that `name` or `package.name` means in a template of `package`."""
        if len(path) == 1:
            return self.visible(package).get(path[0])
        if len(path) == 2:
            return self._packages.get(path[0], {}).get(path[1])
        return None

    def is_replaced(self, name: str, package: str) -> bool:
        """Return whether a built-in macro is replaced in templates of `package`: by one with its
        name, or by one that it dispatches to.
        """
        key = (name, package)
        if key not in self._replaced:
            bare = self.find((name,), package)
            targets = self.dispatch_targets(name, BUILT_IN_PACKAGE, package)
            known = (*targets, *((bare,) if bare is not None else ()))
            self._replaced[key] = any(macro.package != BUILT_IN_PACKAGE for macro in known)
        return self._replaced[key]

    def dispatched(
        self,
        name: str,
        namespace: str | None,
        *,
        package: str,
        adapter_types: Sequence[str],
        search_order: Sequence[str] | None = None,
    ) -> Macro:
        """Return the macro that `adapter.dispatch(name, namespace)` means in a template of
        `package`.

        Packages are searched in order: by default the root project, then `namespace` (without one,
        or if no such package exists: the template's own package first), then the built-in macros;
        in each, `<adapter_type>__name` of each type, and then `default__name`. Raises ProjectError
        if none is found.
        """
        if search_order is None:
            is_known = namespace in self._packages
            own = [self.root_package, str(namespace)] if is_known else [package, self.root_package]
        else:
            own = list(search_order)
        order = list(dict.fromkeys([*own, BUILT_IN_PACKAGE]))
        wanted = [f"{each}__{name}" for each in (*adapter_types, "default")]
        for searched in order:
            for candidate in wanted:
                if found := self._packages.get(searched, {}).get(candidate):
                    return found
        there = {name for searched in order for name in self._packages.get(searched, {})}
        raise ProjectError.of(
            f"dispatch of '{name}' found no macro {' or '.join(map(repr, wanted))} "
            f"in {', '.join(order)}",
            fix=did_you_mean(wanted[-1], there) or f"define a macro '{wanted[-1]}'",
        )

    def dispatch_targets(self, name: str, namespace: str | None, package: str) -> Iterator[Macro]:
        """Yield all macros to which a dispatch of `name` could resolve, for any adapter."""
        places = (self.root_package, namespace, package, BUILT_IN_PACKAGE)
        for searched in dict.fromkeys(places):
            for macro in self._packages.get(searched or "", {}).values():
                if macro.name.endswith(f"__{name}"):
                    yield macro


def _define(found: dict[str, Macro], package: str, block: Block, problems: Problems) -> None:
    if block.kind == "materialization":
        problems.add(
            f"materialization '{block.name}' cannot be defined: materializations are built in: "
            f"{', '.join(MATERIALIZATIONS)}",
            block.place,
            "remove the block, and use a built-in materialization with macros",
        )
    elif block.kind in ("macro", "test", "data_test"):
        name = block.name if block.kind == "macro" else f"test_{block.name}"
        macro = Macro(package, name, block.place, block.signature, block.source_code)
        first = found.setdefault(name, macro)
        if first is not macro:
            problems.add(
                f"macro '{name}' of package '{package}' is defined twice: "
                f"{first.place} and {macro.place}",
                macro.place,
                "rename one of them",
            )
