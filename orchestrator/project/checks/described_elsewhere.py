"""Descriptions of models and seeds in the property files of another package.

A package that needs a seed which each project fills describes it once, for all of them. dbt applies
such a description to the node of that name if the node's own package has none
(dbt/parser/schemas.py, NodePatchParser).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from orchestrator.project.files import SourceFile
from orchestrator.project.package import Package
from orchestrator.properties.declared import NodeDeclaration


def with_descriptions_from_others(packages: Sequence[Package]) -> list[Package]:
    """Give each undescribed model and seed the description that another package has for its name.

    Data tests stay with the package that declares them.
    """
    return [_described(package, packages) for package in packages]


def described_elsewhere(package: Package, packages: Iterable[Package]) -> frozenset[str]:
    """Return the models and seeds that a package describes and only other packages have."""
    return frozenset(
        each.name
        for other in packages
        for each in (*_foreign_models(package, other), *_foreign_seeds(package, other))
    )


def _described(package: Package, packages: Sequence[Package]) -> Package:
    models: dict[str, NodeDeclaration] = {}
    seeds: dict[str, NodeDeclaration] = {}
    for other in packages:
        models |= {each.name: each for each in _foreign_models(other, package)}
        seeds |= {each.name: each for each in _foreign_seeds(other, package)}
    if not models and not seeds:
        return package
    declared = package.declared
    return replace(
        package,
        declared=replace(
            declared,
            models={**_without_tests(models), **declared.models},
            seeds={**_without_tests(seeds), **declared.seeds},
        ),
    )


def _foreign_models(package: Package, other: Package) -> Iterator[NodeDeclaration]:
    """Yield the models of the other package that this package describes and does not have."""
    unversioned = (each for each in package.declared.models.values() if each.version is None)
    return _foreign(unversioned, package.models, other.models)


def _foreign_seeds(package: Package, other: Package) -> Iterator[NodeDeclaration]:
    return _foreign(package.declared.seeds.values(), package.seeds, other.seeds)


def _foreign(
    declared: Iterable[NodeDeclaration], own: Sequence[SourceFile], others: Sequence[SourceFile]
) -> Iterator[NodeDeclaration]:
    if own is not others:
        missing = {each.stem for each in others} - {each.stem for each in own}
        yield from (each for each in declared if each.name in missing)


def _without_tests(declared: Mapping[str, NodeDeclaration]) -> dict[str, NodeDeclaration]:
    return {name: replace(each, tests=()) for name, each in declared.items()}
