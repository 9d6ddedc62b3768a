"""Parts of entries in the manifest: columns, constraints, freshness and the like."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from orchestrator.nodes import (
    Column,
    Contract,
    DataTest,
    Fixture,
    FreshnessPolicy,
    Model,
    Node,
    TestConfig,
    Threshold,
)

Entry = dict[str, Any]


def common(node: Node) -> Entry:
    """What all nodes have both in their settings and beside them."""
    return {"tags": node.tags, "meta": node.meta}


def version_entry(version: str | None) -> int | float | str | None:
    """A version as it is written in YAML: most are numbers."""
    for kind in (int, float):
        try:
            return None if version is None else kind(version)
        except ValueError:
            continue
    return version


def has_contract(node: Node) -> bool:
    """Whether a node's columns and types are promised."""
    return isinstance(node, Model) and node.contract is not None


def checksum(source_code: str) -> Mapping[str, str]:
    """The digest of a file, without the blanks around it."""
    digest = hashlib.sha256(source_code.strip().encode("utf-8", "surrogatepass"))
    return {"name": "sha256", "checksum": digest.hexdigest()}


def constraint_entries(contract: Contract | None, column: str | None = None) -> list[Entry]:
    """Those of a column, or of the model itself."""
    return [
        {
            "type": each.type,
            "name": each.name,
            "expression": each.expression,
            "warn_unenforced": True,
            "warn_unsupported": True,
            "to": each.to,
            "to_columns": each.to_columns,
            **({} if each.of_column else {"columns": each.columns}),
        }
        for each in (contract.constraints if contract is not None else ())
        if (each.columns[0] if each.of_column else None) == column
    ]


def column_entries(columns: Sequence[Column], contract: Contract | None = None) -> Entry:
    """The documented columns by name."""
    return {
        column.name: {
            "name": column.name,
            "description": column.description,
            "meta": column.meta,
            "data_type": column.data_type,
            "constraints": constraint_entries(contract, column.name),
            "quote": column.quote,
            "config": {"meta": column.meta, "tags": column.tags},
            "tags": column.tags,
            "granularity": None,
            "doc_blocks": [],
        }
        for column in columns
    }


def one_or_many(key: tuple[str, ...]) -> str | tuple[str, ...] | None:
    """A key as it is written: one column by itself."""
    return key[0] if len(key) == 1 else key or None


def stored(config: TestConfig) -> Entry:
    """Whether failing rows are kept: each of the two settings tells the other."""
    kept_as, is_stored = config.settings.get("store_failures_as"), None
    if kept_as is not None:
        is_stored = kept_as != "ephemeral"
    elif (is_stored := config.settings.get("store_failures")) is not None:
        kept_as = "table" if is_stored else "ephemeral"
    return {"store_failures": is_stored, "store_failures_as": kept_as}


def file_key(node: DataTest) -> str:
    """`models.orders`: the part of the property file that declares the test."""
    kind, _, rest = (node.attached_to or "").partition(".")
    parts = rest.split(".")
    return f"{kind}s.{parts[1]}" if len(parts) > 1 else ""


def freshness_entry(policy: FreshnessPolicy | None) -> Entry | None:
    """A freshness policy as artifacts hold it."""
    if policy is None:
        return None
    return {
        "warn_after": _threshold(policy.warn_after),
        "error_after": _threshold(policy.error_after),
        "filter": policy.filter,
    }


def _threshold(threshold: Threshold | None) -> Entry:
    if threshold is None:
        return {"count": None, "period": None}
    return {"count": threshold.count, "period": threshold.period}


def fixture_entry(fixture: Fixture) -> Entry:
    """Rows as a unit test has them."""
    return {
        "rows": fixture.sql if fixture.sql is not None else fixture.rows,
        "format": fixture.format,
        "fixture": fixture.file,
    }
