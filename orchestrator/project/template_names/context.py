"""The names that every template sees, whatever node it belongs to."""

import datetime
import itertools
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType, SimpleNamespace
from typing import Any, NoReturn

from msgspec import Struct, field

from orchestrator.config.language_version import LANGUAGE_VERSION
from orchestrator.config.time_zones import LatePytz
from orchestrator.errors import ProjectError
from orchestrator.names import did_you_mean
from orchestrator.project.invocation import Invocation
from orchestrator.project.template_names.data_names import data_names

_NO_DEFAULT: Any = object()


def _public(module: ModuleType) -> SimpleNamespace:
    """Return what a module exports, except its imports, which give access to the host."""
    names = getattr(module, "__all__", None) or vars(module)
    offered = {name: getattr(module, name) for name in names if not name.startswith("_")}
    return SimpleNamespace(**offered)


_MODULES = SimpleNamespace(
    datetime=_public(datetime),
    itertools=_public(itertools),
    pytz=LatePytz(),
    re=_public(re),
)


class Warnings(Struct):
    """Messages of templates for the user: `log(info=true)`, `print` and `exceptions.warn`.

    The first `said` messages have been shown already.
    """

    messages: list[str] = field(default_factory=list)
    said: int = 0

    def tell_once(self, message: str) -> None:
        """Add a message unless another reader of the same project has added it."""
        if message not in self.messages:
            self.messages.append(message)


def shared_names(
    invocation: Invocation, project_name: str, literal: Callable[[object], str], warnings: Warnings
) -> dict[str, Any]:
    """Return names that are the same for all nodes of a run; `literal` writes a value as SQL."""
    return {
        "env_var": environment_function(invocation.environment),
        "target": target_values(invocation),
        "invocation_id": invocation.run_id,
        "run_started_at": invocation.started_at,
        "project_name": project_name,
        "dbt_version": LANGUAGE_VERSION,
        "flags": SimpleNamespace(
            FULL_REFRESH=invocation.is_full_refresh,
            WHICH=invocation.command,
            EMPTY=invocation.is_empty,
            STORE_FAILURES=False,
        ),
        **telling_names(warnings.messages.append),
        "modules": _MODULES,
        **data_names(),
        "dbt_metadata_envs": {},
        "invocation_args_dict": {"which": invocation.command, "vars": dict(invocation.variables)},
        "thread_id": "Thread-1",
        "selected_resources": [],
        "validation": SimpleNamespace(any=_AnyType()),
        "try_or_compiler_error": _try_or_compiler_error,
        "write": lambda _: "",
        "function": _no_function,
        "sql_literal": literal,
    }


def _no_function(*names: str) -> NoReturn:
    shown = ", ".join(map(repr, names))
    what = (
        f"function({shown}): seg does not create functions, because DuckDB does not support dbt's "
        "statement for them"
    )
    raise ProjectError.of(what, fix="write a macro, or 'create macro' under 'on-run-start:'")


def telling_names(tell: Callable[[str], None], shown: Callable[[str], str] = str) -> dict[str, Any]:
    """Return the names by which templates send messages; `tell` gets each message as `shown`."""

    def note(message: object) -> str:
        tell(shown(str(message)))
        return ""

    def log(message: object, info: bool = False) -> str:
        return note(message) if info else ""

    def raise_compiler_error(message: object = "", *_: object, **__: object) -> None:
        raise ProjectError.of(shown(str(message)))

    return {
        "exceptions": SimpleNamespace(warn=note, **dict.fromkeys(_RAISING, raise_compiler_error)),
        "log": log,
        "print": note,
    }


_RAISING = (
    "raise_compiler_error",
    "raise_not_implemented",
    "raise_dependency_error",
    "raise_fail_fast_error",
    "missing_config",
    "missing_relation",
    "relation_wrong_type",
    "column_type_missing",
)


def environment_function(environment: Mapping[str, str]) -> Callable[..., str]:
    """Return the `env_var()` of templates, project files and profiles."""

    def env_var(name: str, default: Any = _NO_DEFAULT) -> str:
        if name in environment:
            return environment[name]
        if default is not _NO_DEFAULT:
            return str(default)
        fix = did_you_mean(name, environment) or f"set it: export {name}=..."
        raise ProjectError.of(f"the environment has no variable '{name}'", fix=fix)

    return env_var


def target_values(invocation: Invocation) -> Mapping[str, Any]:
    """Return the `target` of templates."""
    target = invocation.target
    return MappingProxyType({name: getattr(target, name) for name in target.__struct_fields__})


class _AnyType:
    """`validation.any[...]`: accepts anything; settings are validated where they are read."""

    def __getitem__(self, kinds: object) -> None:
        return None


def _try_or_compiler_error(
    message_if_exception: str, func: Callable[..., Any], *args: Any, **kwargs: Any
) -> Any:
    try:
        return func(*args, **kwargs)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise ProjectError.of(message_if_exception) from None
