"""The keys of profiles.yml, by type of target, with their effects."""

from collections.abc import Mapping

from orchestrator.config.key_effects import KeyTable, Unused, Works, always

_ELSEWHERE = Unused(
    "it is not supported: seg would use another database",
    "attach the database with 'attach:', or name its file with 'path:'",
    changes_data=always,
)
_NOT_SUPPORTED = Unused("it is not supported yet", "remove it", changes_data=always)

# `config:` is next to the profiles.
PROFILES_CONFIG = Unused(
    "flags are read from the command line, the environment and the project file",
    "move what it sets to 'flags:' in the project file",
)
PROFILE_KEYS: KeyTable = {
    "target": Works("the target, unless --target names one"),
    "outputs": Works("the targets"),
}
# The allowed keys of a target, per engine.
TARGET_KEYS: Mapping[str, KeyTable] = {
    "duckdb": {
        "type": Works("the engine"),
        "path": Works("the database file"),
        "schema": Works("the schema of relations without a schema of their own"),
        "database": Works("the attached database to build in"),
        "threads": Works("how many nodes run in parallel"),
        "extensions": Works("the DuckDB extensions to load"),
        "settings": Works("DuckDB's options"),
        "config_options": Works("DuckDB settings, applied when the file is opened"),
        "attach": Works("other databases to attach"),
        "allowed_directories": Works("folders that SQL may read"),
        "readable": Works("folders that SQL may read"),
        "external_access": Works("whether SQL may read any file, and the network"),
        "memory_limit": Works("DuckDB's memory"),
        "max_temp_directory_size": Works("how much DuckDB may spill to disk"),
        "temp_directory": Works("where DuckDB spills to disk"),
        "lock_timeout_seconds": Works("how long to wait for another process's lock"),
        "disable_transactions": Unused("publication is always one transaction"),
        "external_root": Works("the folder for the files of external models"),
        "filesystems": _NOT_SUPPORTED,
        "is_ducklake": _ELSEWHERE,
        "keep_open": Unused("the database is kept open only while a command runs"),
        "module_paths": Unused("seg has no plugins"),
        "plugins": _NOT_SUPPORTED,
        "remote": _ELSEWHERE,
        "retries": Unused("seg retries only to get the lock", "use 'lock_timeout_seconds'"),
        "secrets": Works("credentials for remote files and databases"),
        "use_credential_provider": _NOT_SUPPORTED,
    },
    "spark": {
        "type": Works("the engine"),
        "method": Works("how to connect to Spark"),
        "master": Works("the URL of the Spark master"),
        "schema": Works("the schema of relations without a schema of their own"),
        "conf": Works("Spark's settings"),
        "records": Works("the DuckDB file in which seg records what is published on Spark"),
        "versions_schema": Works("the schema on Spark that holds the versions of relations"),
        "lock_timeout_seconds": Works("how long to wait for another process's lock"),
        "threads": Works("how many nodes run in parallel"),
    },
}
ATTACH_KEYS: KeyTable = {
    "path": Works("the database to attach"),
    "alias": Works("its name"),
    "type": Works("its kind"),
    "read_only": Works("whether it is attached read-only"),
    "options": Works("other options of DuckDB's ATTACH"),
    "secret": Works("the name of the secret to attach it with"),
    "is_ducklake": _NOT_SUPPORTED,
}
EXTENSION_KEYS: KeyTable = {
    "name": Works("the extension"),
    "repo": Unused(
        "an extension is loaded from DuckDB's extension directory",
        "install it once with DuckDB: INSTALL <name> FROM <repo>",
        changes_data=always,
    ),
}
