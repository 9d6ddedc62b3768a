"""The keys of profiles.yml, target by target: what each does."""

from collections.abc import Mapping

from orchestrator.config.key_effects import KeyTable, Unused, Works, always

_ELSEWHERE = Unused(
    "it is not supported: seg would work on another database",
    "attach the database with 'attach:', or name its file with 'path:'",
    changes_data=always,
)
_NOT_THERE = Unused("it is not supported yet", "remove it", changes_data=always)

# `config:` stands beside the profiles.
PROFILES_CONFIG = Unused(
    "flags are read from the command line, the environment and the project file",
    "move what it sets to 'flags:' in the project file",
)
PROFILE_KEYS: KeyTable = {
    "target": Works("the target where --target names none"),
    "outputs": Works("the targets"),
}
# What a target of each engine may hold.
TARGET_KEYS: Mapping[str, KeyTable] = {
    "duckdb": {
        "type": Works("the engine"),
        "path": Works("the database's file"),
        "schema": Works("the schema of relations that name none"),
        "database": Works("the attached database to build in"),
        "threads": Works("how many nodes run side by side"),
        "extensions": Works("what is loaded into DuckDB"),
        "settings": Works("DuckDB's options"),
        "config_options": Works("DuckDB's options when the file is opened"),
        "attach": Works("other databases to read"),
        "allowed_directories": Works("folders that SQL may read"),
        "readable": Works("folders that SQL may read"),
        "external_access": Works("whether SQL may read any file, and the network"),
        "memory_limit": Works("DuckDB's memory"),
        "max_temp_directory_size": Works("how much DuckDB spills"),
        "temp_directory": Works("where DuckDB spills"),
        "lock_timeout_seconds": Works("how long to wait for another process"),
        "disable_transactions": Unused("publishing is one transaction"),
        "external_root": Works("where external models are written"),
        "filesystems": _NOT_THERE,
        "is_ducklake": _ELSEWHERE,
        "keep_open": Unused("the database is open while a command runs"),
        "module_paths": Unused("seg has no plugins"),
        "plugins": _NOT_THERE,
        "remote": _ELSEWHERE,
        "retries": Unused("only a lock is waited for", "use 'lock_timeout_seconds'"),
        "secrets": Works("credentials for what DuckDB reads over the network"),
        "use_credential_provider": _NOT_THERE,
    },
    "spark": {
        "type": Works("the engine"),
        "method": Works("how Spark is reached"),
        "master": Works("where Spark runs"),
        "schema": Works("the schema of relations that name none"),
        "conf": Works("Spark's settings"),
        "records": Works("the file of what seg knows of Spark"),
        "versions_schema": Works("the schema of Spark that versions are in"),
        "lock_timeout_seconds": Works("how long to wait for another process"),
        "threads": Works("how many nodes run side by side"),
    },
}
ATTACH_KEYS: KeyTable = {
    "path": Works("the database to attach"),
    "alias": Works("its name"),
    "type": Works("its kind"),
    "read_only": Works("whether it can be written"),
    "options": Works("other options of DuckDB's ATTACH"),
    "secret": Works("the credentials to attach it with, by their name below secrets"),
    "is_ducklake": _NOT_THERE,
}
EXTENSION_KEYS: KeyTable = {
    "name": Works("the extension"),
    "repo": Unused(
        "an extension is loaded from where DuckDB has installed it",
        "install it once with DuckDB: INSTALL <name> FROM <repo>",
        changes_data=always,
    ),
}
