"""A project for each key of exposures and groups that shows its effect."""

from collections.abc import Mapping

from tests.keys.observed import BUILD, Case

EXPOSED = {"name": "e", "type": "ml", "owner": "{name: x}"}
ASKING = (
    "select '{{ graph.groups.values() | map(attribute='config') | map(attribute='meta') "
    "| map(attribute='a', default=0) | join }}' as id\n"
)
OWNED = {"name": "g", "owner": "{name: x}"}


def _case(
    section: str, base: Mapping[str, str], key: str, value: str, model: str = "select 1 as id\n"
) -> Case:
    written = [
        "".join(f"\n    {name}: {found}" for name, found in keys.items()).strip()
        for keys in ({**base, key: value}, base)
    ]
    files = [
        {"models/e.yml": f"{section}:\n  - {text}\n", "models/a.sql": model} for text in written
    ]
    return Case(files[0], files[1], BUILD)


def exposure(key: str, value: str) -> Case:
    """An exposure with the key, and one without it or with another value."""
    return _case("exposures", EXPOSED, key, value)


def group(key: str, value: str) -> Case:
    """The same of a group."""
    return _case("groups", OWNED, key, value, ASKING)


SETTINGS: Mapping[str, Case] = {
    "enabled": exposure("config", "{enabled: false}"),
    "tags": exposure("config", "{tags: [x]}"),
    "meta": exposure("config", "{meta: {a: 1}}"),
}
EXPOSURE: Mapping[str, Case] = {
    "name": exposure("name", "other"),
    "type": exposure("type", "dashboard"),
    "owner": exposure("owner", "{email: x@example.org}"),
    "label": exposure("label", "Weekly"),
    "maturity": exposure("maturity", "low"),
    "url": exposure("url", "https://example.org"),
    "description": exposure("description", "what it shows"),
    "depends_on": exposure("depends_on", "[ref('a')]"),
    "config": exposure("config", "{tags: [x]}"),
    "enabled": exposure("enabled", "false"),
    "meta": exposure("meta", "{a: 1}"),
    "tags": exposure("tags", "[x]"),
}
GROUP: Mapping[str, Case] = {
    "name": group("name", "other"),
    "owner": group("owner", "{email: x@example.org}"),
    "description": group("description", "whose it is"),
    "meta": group("meta", "{a: 1}"),
    "config": group("config", "{meta: {a: 1}}"),
}
GROUP_CONFIG: Mapping[str, Case] = {"meta": group("config", "{meta: {a: 1}}")}
