"""What a template declares about its node before compiling: references and settings."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, get_args
from uuid import uuid4

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.errors import Place, ProjectError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName
from orchestrator.nodes import Model
from orchestrator.nodes.node import Section
from orchestrator.project.read.segment_list import described_families, families_among
from orchestrator.project.references import Reference, version_in
from orchestrator.project.template_names.adapter import querying_names
from orchestrator.project.template_names.database import WhileReading
from orchestrator.project.template_names.model_config import CollectedSettings
from orchestrator.project.template_names.relation import TemplateRelation
from orchestrator.project.template_names.uses import (
    INVOCATION_ID,
    RUN_DAY,
    RUN_STARTED_AT,
    NotingNames,
    Use,
)
from orchestrator.project.template_names.variables import VariablesWhileReading
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.library import BUILT_IN_PACKAGE
from orchestrator.templates.reach import Reach, Reaches
from orchestrator.templates.static import Call, Name, Template

# A macro that uses one of these names from its context can add references or settings, or needs
# more of the node than is known while reading. A template that calls it has to be rendered.
NEEDS_RENDERING = frozenset(
    (
        "ref",
        "source",
        "segment_families",
        "config",
        "builtins",
        "context",
        "render",
        "model",
        "graph",
        "this",
        "caller",
    )
)

_STRING = lazy_regex(r"""'[^']*'|"[^"]*\"""")
_CALL = lazy_regex(
    rf"\b(?P<kind>ref|source)\s*\(\s*(?P<arguments>(?:{_STRING.pattern})"
    rf"(?:\s*,\s*(?:{_STRING.pattern}))?)\s*\)"
)


class Captured(Struct):
    """What one template declares.

    References in order, settings after all `config()` calls, and the unique ids of the macros that
    the template calls directly.
    """

    references: list[Reference] = field(default_factory=list)
    macros: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


def captured_digest(captured: Captured) -> str:
    """Return a digest that is equal if two files have the same references and settings."""
    references = [
        (found.kind, found.arguments, *((found.version,) if found.version else ()))
        for found in captured.references
    ]
    places = getattr(captured.settings, "marks", None)
    return _digest(repr((references, dict(captured.settings), places)))


def columns_digest(columns: Sequence[str]) -> str:
    """Return a digest that is equal if two versions of a seed have the same header."""
    return _digest(repr(columns))


def _digest(text: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=12).hexdigest()


class TemplateReader(Struct, frozen=True):
    """Reads the templates of one package, statically if that is enough, otherwise by rendering.

    `names` returns the names that the package's templates see, without ref, source and config. The
    unique ids of all macros that a template can call are added to `macros`. `families` are the
    enabled segment families of all packages.
    """

    package: str
    names: Callable[[], NotingNames]
    renderer: TemplateRenderer
    reaches: Reaches
    macros: set[str]
    families: tuple[Model, ...] = ()

    def read(self, template: Template) -> Captured:
        """Return what the template declares; raises ProjectError."""
        static = self._look(template)
        return static if static is not None else self._render(template)

    def of_test(
        self, path: tuple[str, ...], arguments: Mapping[str, Any], place: Place
    ) -> Captured:
        """Return what the macro of a data test declares; `place` is where the test is."""
        captured, config = Captured(), self._collecting()
        names = self._names(captured, config, path[-1])
        reach = self.reaches.of_call(path, self.package)
        self.macros.update(reach.macros if reach else ())
        arguments = {"model": dict.__getitem__(names, "this"), **arguments}
        self.renderer.call(path, (), arguments, names, self.package, place)
        captured.settings = config.collected
        captured.references = [replace(found, place=place) for found in captured.references]
        return captured

    def _look(self, template: Template) -> Captured | None:
        if template.parts is None or not self._has_environment(template):
            return None
        captured = Captured()
        settings: dict[str, Any] = {}
        called: dict[str, None] = {}
        for found in template.references():
            if isinstance(found, Name):
                continue
            match found.path:
                case ("ref",) | ("source",) | ("config",) if self._is_overridden(found.path):
                    return None
                case ("ref",) | ("source",):
                    captured.references.append(_reference(found, template.path))
                case ("config",):
                    if found.args or not _is_literal(found.kwargs):
                        return None
                    settings.update(found.kwargs)
                case ("var",) | ("env_var",):
                    pass
                case path:
                    reach = self.reaches.of_call(path, self.package)
                    if reach is None or self._needs_rendering(reach):
                        return None
                    self.macros.update(reach.macros)
                    called[self.reaches.called(path, self.package)] = None
        captured.settings = settings
        captured.macros = tuple(called)
        return captured

    def _needs_rendering(self, reach: Reach) -> bool:
        # A strict project is compiled before anything runs; others hear of a variable now.
        asks = "env_var" in reach.names and self.package in self.renderer.macros.lenient
        return asks or any(name.partition(".")[0] in NEEDS_RENDERING for name in reach.names)

    def _has_environment(self, template: Template) -> bool:
        """Return whether each env_var() without a default has a value.

        If one has none, rendering reports it before anything runs.
        """
        for call in template.references():
            if isinstance(call, Name) or call.path != ("env_var",) or len(call.args) != 1:
                continue
            if call.kwargs or not isinstance(call.args[0], str):
                continue
            try:
                self.names()["env_var"](call.args[0])
            except ProjectError:
                return False
        return True

    def _collecting(self) -> CollectedSettings:
        return CollectedSettings(is_strict=self.package not in self.renderer.macros.lenient)

    def _is_overridden(self, path: tuple[str, ...]) -> bool:
        """Return whether a macro of a package overrides the built-in name."""
        macros = self.renderer.macros
        found = macros.find(path, self.package)
        is_own = found is not None and found.package != BUILT_IN_PACKAGE
        return is_own and self.package in macros.lenient

    def _render(self, template: Template) -> Captured:
        names = self.names()
        clock_uses = set[Use]()
        captured = self._rendered(template, names, clock_uses)
        if clock_uses:
            # Most dates only affect rows: references and settings are the same for the rest of the
            # day.
            later = self._rendered(template, names, set(), _another_moment(names))
            if captured_digest(later) == captured_digest(captured):
                clock_uses = (
                    {Use("clock", RUN_DAY)} if Use("clock", RUN_STARTED_AT) in clock_uses else set()
                )
            names.uses.update(clock_uses)
        captured.macros = self.reaches.called_by(template, self.package)
        return captured

    def _rendered(
        self,
        template: Template,
        outer: NotingNames,
        clock_uses: set[Use],
        overrides: Mapping[str, Any] | None = None,
    ) -> Captured:
        """Return what rendering captures; reads of the clock are added to `clock_uses`."""
        captured, config = Captured(), self._collecting()
        names = self._names(captured, config, template.path, outer.over(overrides or {}))
        names.uses = clock_uses
        self.macros.update(self.reaches.of_template(template, self.package).macros)
        self.renderer.render(template, names, self.package)
        captured.settings = config.collected
        places = _places(template)
        captured.references = [
            replace(found, place=places.get((found.kind, found.arguments), Place(template.path)))
            for found in captured.references
        ]
        return captured

    def _noting_families(
        self, captured: Captured, relation: TemplateRelation
    ) -> Callable[..., list[dict[str, Any]]]:
        def note(entity: str | None = None) -> list[dict[str, Any]]:
            found = families_among(self.families, entity)
            captured.references += [
                Reference("ref", (family.package, family.name)) for family in found
            ]
            return described_families(found, lambda _: relation)

        return note

    def _names(
        self,
        captured: Captured,
        config: CollectedSettings,
        shown: str,
        outer: NotingNames | None = None,
    ) -> NotingNames:
        """Return the names that a template sees while its node is not known yet."""
        relation = TemplateRelation(
            RelationName("", shown), "unknown", _spelled=WhileReading().spelled
        )
        outer = outer or self.names()
        reading = WhileReading()
        more = {
            **querying_names(dict.__getitem__(outer, "adapter"), reading),
            "execute": False,
            "target": dict(dict.__getitem__(outer, "target")),
            "function": lambda *_: "",
            "config": config,
            "ref": _noting(captured, "ref", relation),
            "source": _noting(captured, "source", relation),
            "segment_families": self._noting_families(captured, relation),
            "this": relation,
            "published": None,
            "is_erased": lambda expression, column: "false",
            "run_moment": lambda: "",
            "run_generation": lambda: "",
            "is_incremental": lambda: False,
            "should_full_refresh": lambda: False,
            "model": {
                "name": "",
                "config": {},
                "unique_id": "",
                "depends_on": {"nodes": []},
                "batch": None,
            },
            "graph": _NOTHING_KNOWN,
            "builtins": {},
            "schema": "",
            "database": "",
        }
        if self.package in self.renderer.macros.lenient:
            more["var"] = VariablesWhileReading(dict.__getitem__(outer, "var"))
        own = ("ref", "source", "config", "is_incremental", "should_full_refresh")
        more["builtins"] = {name: more[name] for name in own}
        return outer.over(more)


_NOTHING_KNOWN: Mapping[str, Mapping[str, Any]] = {
    section: {} for section in (*get_args(Section), "groups")
}
"""`graph` while files are read."""


def _another_moment(names: NotingNames) -> dict[str, Any]:
    """Return another moment of the same day, as another run would see it."""
    at: datetime = dict(names)[RUN_STARTED_AT]
    offset = timedelta(hours=11, minutes=7, seconds=13)
    return {
        RUN_STARTED_AT: at + offset if at.hour < 12 else at - offset,
        INVOCATION_ID: str(uuid4()),
    }


def _is_literal(value: Any) -> bool:
    """Return whether a setting is a literal, so that no name has to be evaluated."""
    if isinstance(value, list):
        return all(map(_is_literal, value))
    if isinstance(value, dict):
        return all(map(_is_literal, value.values()))
    return not isinstance(value, Name | Call)


def _places(template: Template) -> dict[tuple[str, tuple[str, ...]], Place]:
    """Return where each ref() and source() with literal arguments first occurs."""
    code = template.source_code
    found: dict[tuple[str, tuple[str, ...]], Place] = {}
    for call in _CALL.finditer(code):
        arguments = tuple(text[1:-1] for text in _STRING.findall(call["arguments"]))
        line = template.first_line + code.count("\n", 0, call.start())
        column = call.start() - code.rfind("\n", 0, call.start())
        found.setdefault((call["kind"], arguments), Place(template.path, line, column))
    return found


def call_references(
    template: Template, functions: Sequence[str] = ("ref", "source")
) -> list[Reference]:
    """Return the calls of `functions` in a static template."""
    return [
        _reference(found, template.path)
        for found in template.references()
        if isinstance(found, Call) and len(found.path) == 1 and found.path[0] in functions
    ]


def _reference(call: Call, path: str) -> Reference:
    kind = call.path[0]
    place = Place(path, call.line, call.column)
    return _checked(kind, call.args, place, call.kwargs)


_FORMS: Mapping[str, str] = {
    "ref": "ref('model')",
    "source": "source('source', 'table')",
    "metric": "metric('name')",
}


def _checked(
    kind: str, arguments: tuple[Any, ...], place: Place | None, options: Mapping[str, Any]
) -> Reference:
    wanted = (2,) if kind == "source" else (1, 2)
    if len(arguments) not in wanted or not all(isinstance(a, str) for a in arguments):
        shown = ", ".join(map(repr, arguments))
        raise ProjectError.of(f"{kind}({shown}) cannot be read", place, f"write {_FORMS[kind]}")
    return Reference(kind, arguments, place, version_in(options))


def _noting(
    captured: Captured, kind: str, relation: TemplateRelation
) -> Callable[..., TemplateRelation]:
    def note(*arguments: str, **options: object) -> TemplateRelation:
        captured.references.append(_checked(kind, arguments, None, options))
        return replace(relation, relation=RelationName("", arguments[-1]))

    return note
