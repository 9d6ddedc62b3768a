"""A project opened on a target: queries about it; `ProjectRuns` adds what changes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from orchestrator.api.runs import ProjectRuns, Select
from orchestrator.commands.compile import compile_nodes
from orchestrator.commands.customer import CustomerPage
from orchestrator.commands.customer import customer as look_at_customer
from orchestrator.commands.diff.comparing import Diff
from orchestrator.commands.diff.diff import diff
from orchestrator.commands.events.deliver import Delivered, deliver_events
from orchestrator.commands.events.read import MOST_EVENTS, EventPage, events
from orchestrator.commands.experiment_plan import ExperimentPlan, plan_experiment
from orchestrator.commands.inline import inline_query
from orchestrator.commands.ls import ls
from orchestrator.commands.parse import parse
from orchestrator.commands.plan import plan
from orchestrator.commands.read import published_query
from orchestrator.commands.rollback import RolledBack, generations, rollback
from orchestrator.commands.segments import SegmentList, segments
from orchestrator.commands.table import Table
from orchestrator.commands.why import Why, explain
from orchestrator.config.project_file import find_project_file
from orchestrator.engines.boundary import Generation
from orchestrator.nodes import Node
from orchestrator.plan.steps import Plan
from orchestrator.project.value import ParsedProject
from orchestrator.segments.sample_sizes import Demand
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.given_values import (
    LIMIT,
    NUMBER,
    PATH,
    REAL,
    TEXT,
    flag_values,
    from_here,
    require,
    require_flags,
    require_truths,
    selection_of,
    texts,
)
from orchestrator.workspace.moments import moment


class Project(ProjectRuns, frozen=True):
    """A project on a target. Its methods are the commands, and raise the same errors.

    An invalid value is a UsageError before anything is read or done. While a run is open, the
    project's folder is the working directory of the process.
    """

    def plan(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        full_refresh: bool = False,
        force: bool = False,
    ) -> Plan:
        """Return what a build would do: `steps` by id with their reason, and what is `reused`."""
        selection = selection_of(select, exclude)
        return plan(self._open("build", full_refresh, force), selection)

    def compile(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        full_refresh: bool = False,
    ) -> Mapping[str, str]:
        """Return the SQL of models and tests by unique id, and write it to target/compiled."""
        selection = selection_of(select, exclude)
        compiled = compile_nodes(self._open("compile", full_refresh), selection)
        if compiled.unwritten is not None:
            raise compiled.unwritten
        return compiled.sql

    def ls(self, select: Select = (), *, exclude: str | Sequence[str] = ()) -> tuple[Node, ...]:
        """Return the selected nodes, parents first."""
        selection = selection_of(select, exclude)
        return ls(self._open("list"), selection)

    def parse(self) -> ParsedProject:
        """Return everything in the files; raises ProjectError with all that is wrong with them."""
        return parse(self._open("parse"))

    def warnings(self) -> tuple[str, ...]:
        """Return the warnings of reading the files."""
        return self._open("parse").warnings

    def relation(self, name: str) -> Table:
        """Return a published model, seed or source: `orders`, `shop.orders`, `raw.orders`.

        Raises UsageError if it does not exist, or was never built.
        """
        require("name", name, TEXT)
        workspace = self._open("show")
        return Table(workspace, published_query(workspace, name))

    def query(self, sql: str) -> Table:
        """Return the answer of a SELECT on what is published, with `ref`, `source` and `var`."""
        require("sql", sql, TEXT)
        workspace = self._open("show")
        return Table(workspace, inline_query(workspace, sql))

    def why(self, customer: str, segment: str) -> Why:
        """Return why a customer is in `segment` (family.segment) or not, condition by condition."""
        require("customer", customer, TEXT)
        require("segment", segment, TEXT)
        return explain(self._open("why"), customer, segment)

    def customer(self, customer: str) -> CustomerPage:
        """Return a customer's published facts, channels, segments (since when) and moves."""
        require("customer", customer, TEXT)
        return look_at_customer(self._open("customer"), customer)

    def segments(self, *families: str) -> SegmentList:
        """Return the segments of families, by default of all: size, share, change, age, owner."""
        named = texts("families", families)
        return segments(self._open("segments"), named)

    def diff(
        self,
        select: Select = (),
        *,
        exclude: str | Sequence[str] = (),
        against: int | None = None,
        against_target: str | None = None,
        examples: int | None = None,
    ) -> Diff:
        """Return what a build now would change in what is published; it is built aside.

        With a generation or target to compare `against`, what is published now is compared with
        that, and nothing is built.
        """
        selection = selection_of(select, exclude)
        require("against", against, NUMBER, or_none=True)
        require("against_target", against_target, TEXT, or_none=True)
        require("examples", examples, LIMIT, or_none=True)
        return diff(
            self._open("diff"),
            selection,
            against=against,
            against_target=against_target,
            examples=examples,
        )

    def events(
        self,
        since: str | None = None,
        *,
        family: str | None = None,
        segment: str | None = None,
        limit: int = MOST_EVENTS,
    ) -> EventPage:
        """Return who entered and left segments after the cursor `since`, oldest events first.

        `segment` is `family.segment`. Pass the page's cursor to the next call.
        """
        for name, value in (("since", since), ("family", family), ("segment", segment)):
            require(name, value, TEXT, or_none=True)
        require("limit", limit, NUMBER)
        workspace = self._open("events")
        return events(workspace, since, family=family, segment=segment, limit=limit)

    def deliver_events(
        self,
        to: str,
        *,
        consumer: str | None = None,
        since: str | None = None,
        family: str | None = None,
        segment: str | None = None,
        hash_keys: bool = False,
    ) -> Delivered:
        """Send what a consumer has not got yet to a destination, or to a JSON Lines file."""
        require("to", to, TEXT)
        named = {"consumer": consumer, "since": since, "family": family, "segment": segment}
        for name, value in named.items():
            require(name, value, TEXT, or_none=True)
        require_truths(hash_keys=hash_keys)
        return deliver_events(self._open("events"), to, hash_keys=hash_keys, **named)

    def plan_experiment(
        self,
        segment: str,
        *,
        metric: str = "conversion",
        lift: float = 0.1,
        power: float = 0.8,
        error: float = 0.05,
        arms: int = 2,
    ) -> ExperimentPlan:
        """Return what an experiment on `segment` (family.segment) needs to find a relative lift."""
        require("segment", segment, TEXT)
        require("metric", metric, TEXT)
        for name, value in (("lift", lift), ("power", power), ("error", error)):
            require(name, value, REAL)
        require("arms", arms, NUMBER)
        demand = Demand(error=error, power=power, arms=arms)
        workspace = self._open("experiment")
        return plan_experiment(workspace, segment, metric=metric, lift=lift, demand=demand)

    def generations(self) -> tuple[Generation, ...]:
        """Return the generations that a rollback can reach, the current one first."""
        return generations(self._open("rollback"))

    def rollback(self, generation: int | None = None) -> RolledBack:
        """Publish a generation again, by default the one before the current."""
        require("generation", generation, NUMBER, or_none=True)
        return rollback(self._open("rollback"), generation)

    def with_flags(self, **changes: Any) -> "Project":
        """Return the same project with different flags: `project.with_flags(target="prod")`."""
        require_flags(changes)
        moment(changes.get("now"))
        return Project(replace(self.flags, **flag_values(changes)))


def open_project(
    path: str | Path = ".",
    *,
    target: str | None = None,
    profile: str | None = None,
    profiles_dir: str | Path | None = None,
    vars: Mapping[str, Any] | None = None,
    threads: int | None = None,
    target_path: str | Path | None = None,
    now: str | datetime | None = None,
    lock_timeout: float | None = None,
    fail_fast: bool = False,
    warn_error: bool = False,
    write_json: bool = True,
    reuse: bool | None = None,
    empty: bool = False,
    sample: str | None = None,
    event_time_start: str | datetime | None = None,
    event_time_end: str | datetime | None = None,
    state: str | Path | None = None,
    defer: bool = False,
    favor_state: bool = False,
    defer_state: str | Path | None = None,
    version_check: bool = True,
) -> Project:
    """Return the project in a folder; raises UsageError if there is none.

    Its files are not read yet but by each command. `lock_timeout` is in seconds; `now` is the time
    that ages are measured from; `write_json=False` writes no artifacts and no journal; with
    `reuse`, what is unchanged is not rebuilt; `version_check=False` ignores `require-dbt-version`.
    If `empty`, nodes read no rows; with a `sample`, those of a time span ('3 days'). The event
    times are the time range of models in batches to rebuild. `state` is the folder of an earlier
    run's artifacts; with `defer`, what is missing is read from that state, or `defer_state`; with
    `favor_state`, everything that is not built.
    """
    require("path", path, PATH)
    root = from_here(Path(path))
    made = Project(Flags(project_dir=root)).with_flags(
        profiles_dir=profiles_dir,
        profile=profile,
        target=target,
        target_path=target_path,
        vars={} if vars is None else vars,
        threads=threads,
        now=now,
        lock_timeout=lock_timeout,
        fail_fast=fail_fast,
        warn_error=warn_error,
        write_json=write_json,
        reuse=reuse,
        empty=empty,
        sample=sample,
        event_time_start=event_time_start,
        event_time_end=event_time_end,
        state=state,
        defer=defer,
        favor_state=favor_state,
        defer_state=defer_state,
        version_check=version_check,
    )
    find_project_file(root)
    return made
