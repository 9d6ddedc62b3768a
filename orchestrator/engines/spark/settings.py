"""Settings of a target of type `spark`: where Spark is, and where seg keeps its records."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.spark.settings import SESSION
from orchestrator.engines.door import Connection
from orchestrator.errors import Problems

DEFAULT_RECORDS = "spark_records.duckdb"
DEFAULT_MASTER = "local[*]"

_CATALOG = "spark.sql.catalogImplementation"
_JAVA = "spark.driver.extraJavaOptions"

_OWN_CONF = "SQL would mean something else than what was tested"


class SparkSettings(Struct, frozen=True):
    """How to start Spark; `log` is the file for its own messages.

    `versions_schema` is the schema on Spark for versions.
    """

    master: str
    conf: Mapping[str, str]
    versions_schema: str
    log: Path


def records_of(connection: Connection) -> Connection:
    """Return how to open the records of a target."""
    # Without relations to read, they are opened in memory.
    path = connection.settings.get("path") or connection.settings.get("records")
    path = path or DEFAULT_RECORDS
    attach = {"attach": connection.settings["attach"]} if "attach" in connection.settings else {}
    return replace(connection, settings={"type": "duckdb", "path": path, **attach})


def read_settings(connection: Connection, records: Path) -> SparkSettings:
    """Return the settings of a connection; raises ProjectError with all problems of the profile."""
    profile, problems = connection.settings, Problems()
    method = profile.get("method", "session")
    if method != "session":
        problems.add(f"profile: 'method' must be session, found {method!r}")
    for key in ("master", "versions_schema"):
        if not isinstance(profile.get(key), str | None):
            problems.add(f"profile: '{key}': expected text, found {profile[key]!r}")
    conf = dict(_conf(profile.get("conf"), problems))
    problems.raise_any()
    root = connection.project_root.absolute()
    # Derby is Spark's own metastore: without a home it is created where the process was started.
    derby = {
        "derby.system.home": root,
        "derby.stream.error.file": records.with_name(f"{records.name}.derby.log"),
    }
    java = [f'"-D{name}={path}"' for name, path in derby.items()]
    java += [conf.pop(_JAVA)] if _JAVA in conf else []
    own = {
        "spark.app.name": "seg",
        _CATALOG: "hive",
        "spark.sql.warehouse.dir": str(root / "spark-warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    return SparkSettings(
        master=profile.get("master") or DEFAULT_MASTER,
        conf={**own, **conf, **SESSION, _JAVA: " ".join(java)},
        versions_schema=profile.get("versions_schema") or "seg_versions",
        log=records.with_name(f"{records.name}.spark.log"),
    )


def _conf(found: Any, problems: Problems) -> Mapping[str, str]:
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        problems.add(f"profile: 'conf' must map Spark settings to values, found {found!r}")
        return {}
    conf = {}
    for name, value in found.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if name in SESSION and text != SESSION[name]:
            problems.add(f"profile: 'conf': {name} must be {SESSION[name]}: {_OWN_CONF}")
        if name == _CATALOG and text != "hive":
            problems.add(
                f"profile: 'conf': {name} must be hive: other catalogs do not keep their tables"
            )
        conf[str(name)] = text
    return conf
