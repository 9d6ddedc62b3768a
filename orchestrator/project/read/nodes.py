"""Models, seeds and sources: from files and declarations to drafts of nodes."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from orchestrator.config.decoder import decode
from orchestrator.config.node_config import (
    freshness_policy,
    model_config,
    seed_config,
    source_changes,
)
from orchestrator.config.semantic import TimeSpine
from orchestrator.config.settings import NodeSettings, check_keys
from orchestrator.config.time_zones import check_time_zone
from orchestrator.config.values import Map, placed
from orchestrator.errors import Place, Problems, ProjectError
from orchestrator.installed import PREFIX
from orchestrator.names import NAME_RULE, RelationName, did_you_mean, is_valid_in_dbt, is_valid_name
from orchestrator.nodes import THIS, Model, ModelConfig, Seed, Source
from orchestrator.project.digests import file_digest
from orchestrator.project.files import SourceFile
from orchestrator.project.locations import resolved_location
from orchestrator.project.read.captures import Captured, captured_digest, columns_digest
from orchestrator.project.read.constraints import foreign_references
from orchestrator.project.read.contracts import contract_of
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.python_models import read_python_model
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.project.template_names.uses import RUN_DAY, Use
from orchestrator.properties.declared import NodeDeclaration, SourceDeclaration
from orchestrator.templates.static import parse

PYTHON_MATERIALIZATIONS = ("table", "incremental", "external")

_NOTHING_DECLARED = NodeDeclaration("", Place(""))


def read_model(file: SourceFile, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a model file."""
    source_code = file.read(reading.problems)
    if _is_valid_name(file, "model", reading):
        reading.broken.add(file.stem)
        yield _model(file, source_code, reading)
        reading.broken.discard(file.stem)


def read_seed(file: SourceFile, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a CSV file."""
    if not _is_valid_name(file, "seed", reading):
        return
    try:
        yield _seed(file, reading)
    except OSError as error:
        reading.problems.add(f"cannot read the file: {error.strerror}", Place(file.path))
        reading.broken.add(file.stem)


def read_source(declared: SourceDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a declared source table."""
    try:
        yield _source(declared, reading)
    except ProjectError as error:
        reading.problems.extend(error)
        reading.broken.add(declared.name)


def _is_valid_name(file: SourceFile, kind: str, reading: Reading) -> bool:
    is_valid = is_valid_name if reading.package.file.is_strict else is_valid_in_dbt
    if is_valid(file.stem):
        return True
    what = f"'{file.stem}' is not a valid {kind} name"
    reading.problems.add(what, Place(file.path), f"rename the file: use {NAME_RULE}")
    return False


def _model(file: SourceFile, source_code: str, reading: Reading) -> NodeDraft:
    package, place = reading.package.name, Place(file.path)
    declared = reading.package.declared.models.get(file.stem, _NOTHING_DECLARED)
    declared = replace(declared, columns=reading.with_types(declared.columns))
    version = declared.version
    own = (file.stem,) if version is None else (version.model, f"v{version.v}")
    fqn = (package, *file.folders, *own)
    captured, source_code = _captured(file, source_code, reading)
    in_file = _in_file(captured.settings, place)
    if in_file:
        check_keys("models", in_file, reading.problems)
    settings = reading.settings("models", fqn, declared.config, in_file)
    if file.is_python and not reading.package.file.is_strict:
        settings = _python_settings(settings, fqn, (declared.config, in_file), reading)
    contract = contract_of(settings, declared, place, reading)
    model = Model(
        **node_fields(
            Model,
            fqn,
            place,
            settings,
            reading.described(declared.description),
            is_versioned=version is not None,
        ),
        relation=reading.relation(
            file.stem if version is None else version.file_name, settings, "model", fqn
        ),
        config=_model_config(file, settings, reading),
        source_code=source_code,
        macros=captured.macros,
        columns=reading.columns(declared.columns),
        contract=contract,
        patch_path=declared.place.path or None,
        language="python" if file.is_python else "sql",
        version=version.v if version is not None else None,
        is_latest=version is None or version.is_latest,
        time_spine=_time_spine(declared, reading),
        deprecation_date=declared.deprecation_date,
    )
    if declared.deprecation_date is not None:
        # The deprecation warnings depend on the day.
        reading.uses.add(Use("clock", RUN_DAY))
    switched_off = switched_off_at(settings, place)
    references = (*captured.references, *foreign_references(contract, model.name))
    return NodeDraft(model, references, switched_off, captured_digest(captured))


def _time_spine(declared: NodeDeclaration, reading: Reading) -> Mapping[str, Any] | None:
    """Return the model's time spine for the semantic layer; problems in it are minor."""
    if not declared.time_spine:
        return None
    problems = Problems()
    found = decode(TimeSpine, declared.time_spine, problems)
    reading.problems.found += (replace(each, is_minor=True) for each in problems.found)
    spine: Mapping[str, Any] | None = to_builtins(found)
    return spine


def _captured(file: SourceFile, source_code: str, reading: Reading) -> tuple[Captured, str]:
    """Return what the file declares about its node, and its code."""
    if file.is_python:
        return read_python_model(source_code, file.path), source_code
    template = parse(source_code, file.path)
    return reading.templates.read(template), template.source_code


def _in_file(settings: Mapping[str, Any], place: Place) -> Map | None:
    if isinstance(settings, Map):
        return settings
    return placed(dict(settings), place) if settings else None


def _python_settings(
    settings: NodeSettings, fqn: tuple[str, ...], own: tuple[Map | None, ...], reading: Reading
) -> NodeSettings:
    """Return the settings of a Python model, which is a table unless its `own` settings differ.

    In dbt, `materialized` of a folder is for SQL models only.
    """
    if "materialized" not in settings or any(layer and "materialized" in layer for layer in own):
        return settings
    place = settings.value_place("materialized") or Place(reading.path)
    kind = settings["materialized"]
    if kind in PYTHON_MATERIALIZATIONS and kind != "table":
        what = f"'materialized: {kind}' of a folder is for SQL models: its Python models are tables"
        fix = f"set it in the model: dbt.config(materialized='{kind}')"
        reading.problems.add_minor(what, place, fix)
    as_table = placed({"materialized": "table"}, place)
    return reading.settings("models", fqn, as_table, *own)


def _model_config(file: SourceFile, settings: NodeSettings, reading: Reading) -> ModelConfig:
    is_strict = reading.package.file.is_strict
    config = model_config(settings, Place(file.path), reading.problems, is_strict=is_strict)
    if not is_strict and config.on_schema_change is None:
        config = replace(config, on_schema_change="ignore")
    if file.is_python and config.delete_when is not None:
        reading.problems.add(
            "delete_when works only in SQL models",
            settings.value_place("delete_when") or Place(file.path),
            "select from this model in a SQL model, and delete there",
        )
    if file.is_python and config.microbatch is not None:
        reading.problems.add(
            "incremental_strategy 'microbatch' works only in SQL models",
            settings.value_place("incremental_strategy") or Place(file.path),
            "select from this model in a SQL model that is built in batches",
        )
    if not file.is_python or config.materialized in PYTHON_MATERIALIZATIONS:
        return config
    if "materialized" in settings:
        reading.problems.add_minor(
            f"a Python model returns a table: it cannot be materialized as {config.materialized}",
            settings.value_place("materialized"),
            f"set it to one of {', '.join(PYTHON_MATERIALIZATIONS)}",
        )
    return replace(config, materialized="table")


def _seed(file: SourceFile, reading: Reading) -> NodeDraft:
    package, place = reading.package.name, Place(file.path)
    declared = reading.package.declared.seeds.get(file.stem, _NOTHING_DECLARED)
    fqn = (package, *file.folders, file.stem)
    settings = reading.settings("seeds", fqn, declared.config)
    config = seed_config(settings, place, reading.problems)
    checksum = file_digest(file.file)
    columns = seed_columns(file.file, config.delimiter)
    seed = Seed(
        **node_fields(Seed, fqn, place, settings, reading.described(declared.description)),
        relation=reading.relation(file.stem, settings, "seed", fqn),
        config=config,
        checksum=checksum,
        columns=reading.columns(declared.columns),
        patch_path=declared.place.path or None,
        types_as_dbt=not reading.package.file.is_strict,
    )
    named = [name.strip() for name in columns] if seed.trims_names else columns
    _check_columns(file, declared, named, reading)
    return NodeDraft(seed, (), switched_off_at(settings, place), columns_digest(columns))


def seed_columns(file: Path, delimiter: str) -> list[str]:
    """Return a seed's header: all that is read of it before its rows are loaded."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        try:
            return next(csv.reader(lines, delimiter=delimiter), [])
        except (csv.Error, TypeError, ValueError):
            # An invalid delimiter or an unclosed quote: loading the seed reports the line.
            return []


def _check_columns(
    file: SourceFile, declared: NodeDeclaration, columns: list[str], reading: Reading
) -> None:
    """Report tests of columns that are missing in a seed's header."""
    tests = [test for test in declared.tests if test.column is not None]
    known = {column.casefold() for column in columns}
    for test in tests:
        column = test.column or ""
        if column.casefold() not in known:
            nearest = did_you_mean(column, columns)
            there_are = f"columns: {', '.join(columns)}"
            what = f"the seed '{file.stem}' has no column '{column}'"
            fix = f"{nearest} {there_are}" if nearest else there_are
            reading.problems.add(what, test.place, fix)


def _source(declared: SourceDeclaration, reading: Reading) -> NodeDraft:
    package, path = reading.package.name, declared.place.path
    fqn = (package, *reading.folders_of(path), declared.source_name, declared.name)
    settings = reading.settings("sources", fqn, *declared.config)
    freshness = reading.rendered(declared.freshness) if declared.freshness else None
    refresh_by, watermark = source_changes(settings, declared.place, reading.problems)
    if declared.loaded_at_time_zone is not None:
        check_time_zone(declared.loaded_at_time_zone, declared.place, reading.problems)
    source = Source(
        **node_fields(
            Source,
            fqn,
            declared.place,
            settings,
            reading.described(declared.description),
            declared.source_name,
        ),
        source_name=declared.source_name,
        source_description=reading.text(declared.source_description),
        loader=declared.loader or "",
        relation=RelationName(
            _rendered(declared.schema, declared, reading),
            _rendered(declared.identifier, declared, reading),
            _rendered(declared.database, declared, reading) if declared.database else None,
        ),
        location=_location(declared, reading),
        loaded_at_field=declared.loaded_at_field,
        loaded_at_query=_loaded_at_query(declared, reading),
        loaded_at_time_zone=declared.loaded_at_time_zone,
        freshness=freshness_policy(freshness, declared.place, reading.problems),
        refresh_by=refresh_by,
        watermark=watermark,
        columns=reading.columns(declared.columns),
        settings=settings,
    )
    return NodeDraft(source, (), switched_off_at(settings, declared.place))


def _location(declared: SourceDeclaration, reading: Reading) -> str | None:
    if declared.location is None:
        return None
    location = reading.text(declared.location)
    names = {"name": declared.name, "identifier": declared.identifier}
    for name, value in names.items():
        location = location.replace(f"{{{name}}}", value)
    if location.startswith(PREFIX):
        package = location.removeprefix(PREFIX).partition("/")[0]
        reading.uses.add(Use("python package", package))
    found = resolved_location(location, reading.root.file.root, declared.place)
    if found != location and not location.startswith(PREFIX):
        reading.uses.add(Use("project folder", ""))
    return found


def _loaded_at_query(declared: SourceDeclaration, reading: Reading) -> str | None:
    """Return the query; only the name of the source itself is left for planning to render."""
    if declared.loaded_at_query is None:
        return None
    return str(reading.evaluate(declared.loaded_at_query, declared.place, {"this": THIS}))


def _rendered(text: str, declared: SourceDeclaration, reading: Reading) -> str:
    return str(reading.render(text, declared.place)) if "{" in text else text


def filled_by_seeds(sources: list[Source], seeds: list[Seed]) -> list[Source]:
    """Return the sources; each depends on the seed that fills its table, if there is one."""
    by_relation = {_folded(seed.relation): seed.unique_id for seed in seeds}
    return [
        replace(source, depends_on=(by_relation[_folded(source.relation)],))
        if _folded(source.relation) in by_relation and source.location is None
        else source
        for source in sources
    ]


def _folded(relation: RelationName) -> tuple[str, str]:
    return relation.schema.casefold(), relation.identifier.casefold()
