"""The head of every artifact: its schema, when it was made, and by which run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orchestrator import __version__
from orchestrator.config.language_version import LANGUAGE_VERSION
from orchestrator.json_text import json_instant
from orchestrator.project.invocation import Invocation

_SCHEMAS = "https://schemas.getdbt.com/dbt"


def metadata(schema: str, invocation: Invocation, at: datetime) -> dict[str, Any]:
    """The `metadata` of an artifact; `schema` is `manifest/v12` or the like.

    Readers of dbt's artifacts choose by `dbt_version`: it names the dbt whose shape this is. The
    version of seg stands in `env`, the one place that the schemas leave open.
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
