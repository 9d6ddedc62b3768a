"""Data tests on a shop's own files: they warn about values that staging has to reinterpret."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from orchestrator.dialects.boundary import Dialect
from orchestrator.starter.shop.contract import CONSENTS, CUSTOMERS, ORDERS, inputs
from orchestrator.starter.shop.orders import statuses_of
from orchestrator.starter.shop.readings import texts_of_countries
from orchestrator.starter.shop.understanding import StagedTable

# What an unknown status is read as, and what it may really mean.
_STATUSES = {
    ORDERS: ("they_count_as_purchases", "a purchase", "not a purchase"),
    CONSENTS: ("withdrawn", "withdrawn", "a consent"),
}


def data_tests(table: StagedTable, dialect: Dialect) -> str:
    """Return the tests of a source as YAML; empty if none of its values can become unknown."""
    tests = "".join((*_of_keys(table), *_of_status(table, dialect), *_of_country(table, dialect)))
    return f"        data_tests:\n{tests}" if tests else ""


def quoted(value: Any) -> str:
    """Return the value as YAML on one line."""
    return json.dumps(value, ensure_ascii=False)


def _of_keys(table: StagedTable) -> Iterator[str]:
    """Yield tests that count rows whose foreign key does not exist."""
    for key, sql in table.keys.items():
        target = inputs()[table.name].columns[key]
        referred = inputs()[target.refers]
        what = "left out" if target.need else f"read without their {key}"
        yield f"""\
          - relationships:
              name: {key}_of_{table.name}_is_known_else_{what.replace(" ", "_")}
              description: Rows whose {key} is not in {referred.model} are {what}.
              arguments:
                column_name: {quoted(_no_template(sql))}
                to: ref('{referred.model}')
                field: {referred.key}
              config:
                severity: warn
"""


def _of_status(table: StagedTable, dialect: Dialect) -> Iterator[str]:
    """Yield the test for statuses that were not seen before."""
    if table.name not in _STATUSES:
        return
    statuses = statuses_of(table.found, inputs()[table.name], dialect)
    if statuses is None:
        return
    name, taken, other = _STATUSES[table.name]
    yield f"""\
          # A status that is not listed here counts as {taken}. Once you know what it means, add
          # it to the list, and if it is {other}, to the case in {table.model}.sql too.
"""
    description = f"A status that is not in the list counts as {taken}."
    yield _accepted(f"status_of_{table.name}_is_known_else_{name}", description, *statuses)


def _of_country(table: StagedTable, dialect: Dialect) -> Iterator[str]:
    """Yield the test for texts that are not a known country."""
    match = table.found.get("country")
    if match is None or match.column is None or match.reading is None:
        return
    # In orders, the country is that of the buyer.
    model = inputs()[CUSTOMERS if table.name == ORDERS else table.name].model
    yield f"""\
          # A country name that is not listed here is read as ZZ (unknown). Add it to the list, and
          # with its code to the case in {model}.sql.
"""
    description = "A country name that is not in the list is read as ZZ."
    texts = texts_of_countries(match.column, match.reading, dialect)
    yield _accepted(f"country_of_{table.name}_is_known_else_zz", description, *texts)


def _accepted(name: str, description: str, sql: str, known: Sequence[str]) -> str:
    listed = "".join(f"                  - {quoted(_no_template(value))}\n" for value in known)
    return f"""\
          - accepted_values:
              name: {name}
              description: {description}
              arguments:
                column_name: {quoted(_no_template(sql))}
                values:
{listed}\
              config:
                severity: warn
"""


def _no_template(text: str) -> str:
    """Escape the text so that Jinja returns it unchanged: values may look like templates."""
    return f"{{{{ {quoted(text)} }}}}" if "{" in text else text
