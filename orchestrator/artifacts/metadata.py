"""The metadata of every artifact: its schema, when it was written, and by which run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orchestrator import __version__
from orchestrator.config.language_version import LANGUAGE_VERSION
from orchestrator.json_text import json_instant
from orchestrator.project.invocation import Invocation

_SCHEMAS = "https://schemas.getdbt.com/dbt"


def metadata(schema: str, invocation: Invocation, at: datetime) -> dict[str, Any]:
    """Return the `metadata` of an artifact; `schema` is for example `manifest/v12`.

    Readers of dbt's artifacts check `dbt_version`: it names the dbt version with this shape. The
    version of seg is in `env`, the only place that the schemas leave open.
    """
    env: Mapping[str, str] = {"seg_version": __version__}
    return {
        "dbt_schema_version": f"{_SCHEMAS}/{schema}.json",
        "dbt_version": LANGUAGE_VERSION,
        "generated_at": json_instant(at),
        "invocation_id": invocation.run_id,
        "invocation_started_at": json_instant(invocation.started_at),
        "env": env,
    }
