"""Roles as declared by project files and families, and the nodes that play them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from orchestrator.config.decoder import decode, unknown_key
from orchestrator.config.values import Map, placed, shown
from orchestrator.errors import Place, Problems, ProjectError
from orchestrator.nodes import Model, Node
from orchestrator.project.package import Package
from orchestrator.project.references import Reference, References
from orchestrator.project.yaml_references import referred
from orchestrator.roles import ROLES, RoleDeclaration, RoleRelation, Roles


class _RoleKeys(Struct, frozen=True):
    """A role's relation, and the columns that have other names there."""

    relation: str
    columns: Mapping[str, str] = field(default_factory=dict)


def read_roles(
    given: Map, package: str, allowed: Collection[str], problems: Problems
) -> dict[str, RoleDeclaration | None]:
    """Return the roles in a `roles:` mapping; None for a role that stays empty."""
    found: dict[str, RoleDeclaration | None] = {}
    for role, value in given.items():
        if role not in allowed:
            unknown_key(role, allowed, given.key_place(role), problems)
        elif value is None:
            found[role] = None
        else:
            declared = _declared(role, value, given.value_place(role), package, problems)
            if declared is not None:
                found[role] = declared
    return found


def _declared(
    role: str, value: Any, place: Place, package: str, problems: Problems
) -> RoleDeclaration | None:
    if isinstance(value, str):
        value = placed({"relation": value}, place)
    elif not isinstance(value, Map):
        what = f"'{role}': expected ref('model') or a mapping, found {shown(value)}"
        problems.add(what, place)
        return None
    keys = decode(_RoleKeys, value, problems, where=place)
    if keys is None:
        return None
    at = value.value_place("relation")
    reference = referred(keys.relation, at)
    if reference is None:
        problems.add(f"'{role}': expected ref('model'), found '{keys.relation}'", at)
        return None
    columns = value.get("columns")
    for name in keys.columns:
        if name not in ROLES[role]:
            unknown_key(name, ROLES[role], columns.key_place(name), problems)
    return RoleDeclaration(
        role=role,
        kind=reference.kind,
        arguments=reference.arguments,
        package=package,
        place=at,
        columns=dict(keys.columns),
    )


def declared_roles(
    packages: Sequence[Package], problems: Problems
) -> Mapping[str, RoleDeclaration]:
    """Return the roles of a project; its own file takes precedence, packages must not conflict.

    A role that the project's own file leaves empty is played by no relation.
    """
    by_package = [
        (package, read_roles(package.file.roles, package.name, ROLES, problems))
        for package in packages
        if package.file.roles is not None
    ]
    found: dict[str, RoleDeclaration | None] = {}
    for package, roles in by_package:
        for role, declared in roles.items():
            before = found.setdefault(role, declared)
            if before is None or declared is None or before is declared:
                continue
            if package is not packages[0] and before.package != packages[0].name:
                what = f"the role '{role}' is declared by two packages, here and in {before.place}"
                fix = f"choose one in 'roles:' of {packages[0].file.path}"
                problems.add(what, declared.place, fix)
    return {role: declared for role, declared in found.items() if declared is not None}


def resolved_roles(
    declared: Mapping[str, RoleDeclaration],
    nodes: Iterable[Node],
    references: References,
    problems: Problems,
    broken: Collection[str],
) -> Roles:
    """Return the nodes that play the roles; unknown models are reported, disabled ones ignored."""

    wanted: list[tuple[str | None, RoleDeclaration]] = [(None, role) for role in declared.values()]
    for node in nodes:
        if isinstance(node, Model) and node.family is not None:
            wanted += [(node.unique_id, role) for role in node.family.roles]
    found = []
    for family, role in wanted:
        reference = Reference(role.kind, role.arguments, role.place)
        try:
            unique_id = references.find(reference, role.package)
        except ProjectError as error:
            place = references.disabled_at(reference)
            if place is not None:
                found.append(RoleRelation(role, None, place, family))
            elif role.arguments[-1] not in broken:
                problems.extend(error)
        else:
            found.append(RoleRelation(role, unique_id, family=family))
    return Roles(tuple(found))
