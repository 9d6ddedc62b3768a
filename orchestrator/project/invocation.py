"""The inputs of one command as a value: variables, environment, time and flags."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field


class TargetNames(Struct, frozen=True):
    """The target as templates see it (`target.schema`); `timezone` is the project's time zone."""

    name: str = "dev"
    profile_name: str = "default"
    type: str = "duckdb"
    schema: str = "main"
    database: str = "warehouse"
    threads: int = 4
    timezone: str = "UTC"


class Invocation(Struct, frozen=True):
    """One call of seg. No layer below reads a clock or the environment on its own."""

    run_id: str
    started_at: datetime
    command: str = "build"
    variables: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    target: TargetNames = field(default_factory=TargetNames)
    is_full_refresh: bool = False
    is_empty: bool = False
    checks_version: bool = True
