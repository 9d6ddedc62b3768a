"""Generations as text and as JSON: their list, and a rollback."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from msgspec.structs import asdict

from orchestrator.commands.rollback import RolledBack
from orchestrator.engines.boundary import Generation
from orchestrator.ids import short_id
from orchestrator.names import counted


def generation_lines(generations: Sequence[Generation]) -> Iterator[str]:
    """Yield a line for each, newest first; the first one is published."""
    for position, found in enumerate(generations):
        at = found.published_at.astimezone(UTC)
        again = "" if found.restores is None else f" (generation {found.restores} again)"
        yield (
            f"  generation {found.number}{again}: {counted(found.relations, 'relation')} switched, "
            f"published {at:%Y-%m-%d %H:%M:%S} UTC, run {short_id(found.run_id)}"
            f"{'' if position else '  <- current'}"
        )


def generations_json(generations: Sequence[Generation]) -> dict[str, Any]:
    """Return the list as a JSON object."""
    return {
        "generations": [
            _entry(found) | {"is_current": position == 0}
            for position, found in enumerate(generations)
        ]
    }


def rolled_back_json(done: RolledBack) -> dict[str, Any]:
    """Return a rollback as a JSON object."""
    copied = None if done.copied is None else asdict(done.copied)
    return _entry(done.made) | {
        "notices": list(done.made.notices),
        "readers": copied,
        "files": [{"file": each.file, "problem": each.problem} for each in done.files],
        "files_left": list(done.left),
    }


def file_lines(done: RolledBack) -> Iterator[str]:
    """Yield a line for each file of an external model."""
    for each in done.files:
        if each.problem is None:
            yield f"Wrote {each.file} again."
        else:
            yield (
                f"{each.file} could not be written, and is from another generation: {each.problem}"
            )
    for file in done.left:
        yield (
            f"{file} stays: its model is not in generation {done.wanted}. "
            "Delete it, or build the model."
        )


def _entry(found: Generation) -> dict[str, Any]:
    return {
        "generation": found.number,
        "restores": found.restores,
        "relations": found.relations,
        "published_at": found.published_at,
        "run_id": found.run_id,
    }
