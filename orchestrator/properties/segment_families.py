"""The segment families that a property file declares, as written."""

from orchestrator.config.values import Map
from orchestrator.errors import Problems
from orchestrator.properties.data_tests import read_tests
from orchestrator.properties.declared import FamilyDeclaration, TestDeclaration
from orchestrator.properties.entries import named, part, unique

_TESTS = frozenset({"data_tests", "tests"})


def declared_families(file: Map, source: str, problems: Problems) -> tuple[FamilyDeclaration, ...]:
    """Return the families of a file with the text `source`; they are decoded when rendered."""
    found = []
    for entry in unique(named(file, "segment_families", problems), "segment family", problems):
        tests: list[TestDeclaration] = []
        read_tests(entry, None, tests, problems)
        unique(named(entry, "segments", problems), "segment", problems)
        keys = part(entry, frozenset(entry.keys() - _TESTS))
        found.append(FamilyDeclaration(entry["name"], entry.place, keys, source, tuple(tests)))
    return tuple(found)
