"""Caches compiled templates, SQL and Python in a test process, for all projects."""

from functools import lru_cache
from typing import Any

import jinja2
import pytest
from jinja2 import nodes

from orchestrator.compiler import stamps
from orchestrator.engines.duckdb import adapter
from orchestrator.engines.duckdb.sql import forbidden_reads
from orchestrator.project.read import python_models
from orchestrator.templates import compiled, reach
from orchestrator.templates.environment import Environment

# Tests open the same macros and models some thousand times, in other folders: reading them was a
# third of what they cost. What Jinja makes of a text depends on nothing else, as all environments
# of seg have the same filters and tags.
MOST_TEMPLATES = 2_000


def remember_templates(patch: pytest.MonkeyPatch) -> None:
    """Let all environments share what Jinja made of a text. What it cannot read it reads again."""

    @lru_cache(MOST_TEMPLATES)
    def parsed(source: str, name: str | None = None, file: str | None = None) -> nodes.Template:
        return parse(Environment(lambda package: {}), source, name, file)

    def compile_once(self: Environment, tree: nodes.Template, *names: Any, **options: Any) -> Any:
        # It goes when its tree goes.
        made = vars(tree)
        if "generated" not in made:
            made["generated"] = compile_(self, tree, *names, **options)
        return made["generated"]

    parse, compile_ = jinja2.Environment.parse, jinja2.Environment.compile
    patch.setattr(Environment, "parse", lambda self, *texts: parsed(*texts))
    patch.setattr(Environment, "compile", compile_once)
    patch.setattr(compiled, "compile", lru_cache(MOST_TEMPLATES)(compile), raising=False)


def remember_statements(patch: pytest.MonkeyPatch) -> None:
    """Ask parsers once for each text: what they say of it depends on nothing else."""
    for where, name in (
        (adapter, "statement_problem"),
        (adapter, "volatile_words"),
        (forbidden_reads, "suspects"),
        (python_models, "_parsed"),
        (python_models, "_calls"),
        (reach, "_uses"),
        (stamps, "_names_in"),
    ):
        patch.setattr(where, name, lru_cache(MOST_TEMPLATES)(getattr(where, name)))
    # What is looked at ahead is not remembered: all is left to what is asked for each text.
    patch.setattr(adapter, "are_selects", lambda texts: [False] * len(texts))
