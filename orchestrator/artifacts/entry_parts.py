"""Parts that several kinds of entries share."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from orchestrator.config.settings import NodeSettings
from orchestrator.nodes import Column, Contract, FreshnessPolicy, Threshold

Entry = dict[str, Any]


def file_entry(path: str) -> Entry:
    """Return the path of a file: in its package, and below its resource folder there."""
    return {"path": path.partition("/")[2] or path, "original_file_path": path}


def version_entry(version: str | None) -> int | float | str | None:
    """Return a version as written in YAML: most are numbers."""
    for kind in (int, float):
        try:
            return None if version is None else kind(version)
        except ValueError:
            continue
    return version


def checksum_entry(source_code: str) -> Mapping[str, str]:
    """Return the digest of a template."""
    digest = hashlib.sha256(source_code.strip().encode("utf-8", "surrogatepass"))
    return {"name": "sha256", "checksum": digest.hexdigest()}


def columns_entry(columns: Sequence[Column], contract: Contract | None = None) -> Entry:
    """Return documented columns by name."""
    return {
        column.name: {
            "name": column.name,
            "description": column.description,
            "meta": column.meta,
            "data_type": column.data_type,
            "constraints": constraints_entry(contract, column.name),
            "quote": column.quote,
            "config": {"meta": column.meta, "tags": column.tags},
            "tags": column.tags,
            "granularity": column.granularity,
            "doc_blocks": column.doc_blocks,
        }
        for column in columns
    }


def as_written(settings: Mapping[str, Any]) -> Entry:
    """Return the settings merged from files."""
    return settings.copy() if isinstance(settings, NodeSettings) else dict(settings)


def one_or_many(key: tuple[str, ...]) -> str | tuple[str, ...] | None:
    """Return a key of one column as that column."""
    return key[0] if len(key) == 1 else key or None


def freshness_entry(policy: FreshnessPolicy | None) -> Entry | None:
    """Return a freshness policy as in artifacts."""
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


def constraints_entry(contract: Contract | None, column: str | None = None) -> list[Entry]:
    """Return the constraints of a column, or of the model itself."""
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
