"""JSON Schema (draft 7) of values as the decoder reads them: from types, and from key tables.

A key without a value counts as missing, so every value can be null. If templates are rendered
before a value is read, text with a template is valid for any type.
"""

import types
import typing
from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Struct

from orchestrator.config.decoder import written_fields
from orchestrator.config.key_effects import Effect, KeyTable, Remark, Works
from orchestrator.config.values import Map

Schema = dict[str, Any]

ANYTHING: Schema = {}
STRING: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
MAPPING: Schema = {"type": "object"}
LIST: Schema = {"type": "array"}
STRINGS: Schema = {"type": "array", "items": STRING}
STRING_OR_STRINGS: Schema = {"anyOf": [STRING, STRINGS]}
DATE: Schema = {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}
TEMPLATE: Schema = {"type": "string", "pattern": "\\{\\{|\\{%"}
_NULL: Schema = {"type": "null"}

_PLAIN: Mapping[Any, Schema] = {
    str: STRING,
    int: INTEGER,
    float: NUMBER,
    bool: BOOLEAN,
    date: DATE,
    Map: MAPPING,
    Any: ANYTHING,
    object: ANYTHING,
}


class Shapes(Struct, frozen=True):
    """Creates the schemas of one file; `has_templates` if its values are rendered first.

    `texts` describe the keys of a class; `shapes` are schemas for keys whose type is not specific
    enough.
    """

    has_templates: bool = False
    texts: Mapping[type, Mapping[str, Effect | str]] = {}
    shapes: Mapping[type, Mapping[str, Schema]] = {}

    def value(self, schema: Schema) -> Schema:
        """Return a schema that also allows null, and templates if they are rendered."""
        if not schema:
            return schema
        choices = list(schema["anyOf"]) if set(schema) == {"anyOf"} else [schema]
        if self.has_templates and STRING not in choices:
            choices.append(TEMPLATE)
        return {"anyOf": [*choices, _NULL]}

    def of_type(self, hint: Any, may_be_one: bool = False) -> Schema:
        """Return the schema of a type hint, as `config/decoder.py` reads its values."""
        if hint in _PLAIN:
            return _PLAIN[hint]
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin is Annotated:
            written = list(typing.get_args(args[0]))
            return {"enum": [*written, *map(str.upper, written)]}
        if origin in (types.UnionType, typing.Union):
            kinds = [kind for kind in args if kind is not types.NoneType]
            found = [self.of_type(kind, may_be_one) for kind in kinds]
            return found[0] if len(found) == 1 else {"anyOf": found}
        if origin is Literal:
            return {"enum": list(args)}
        if origin is tuple:
            item = self.of_type(args[0])
            items = {"type": "array", "items": self._item(item)}
            return {"anyOf": [item, items]} if may_be_one else items
        if origin is not None and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self._item(self.of_type(args[1]))}
        return self.of_class(hint)

    def of_class(self, cls: type, given: Collection[str] = ()) -> Schema:
        """Return the schema of a class; `given` are fields that are not written in it."""
        texts, shapes = self.texts.get(cls, {}), self.shapes.get(cls, {})
        properties: dict[str, Schema] = {}
        required: list[str] = []
        for field in written_fields(cls, given):
            schema = shapes.get(field.keys[0]) or self.of_type(field.hint, field.may_be_one)
            # A required value cannot be null, but it can be a template.
            value = self._item(schema) if field.is_required else self.value(schema)
            for key in field.keys:
                properties[key] = _described(value, texts.get(key))
            if field.is_required:
                required.append(field.keys[0])
        found: Schema = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        return found | ({"required": required} if required else {})

    def entry(
        self, table: KeyTable, shapes: Mapping[str, Schema], required: Collection[str] = ()
    ) -> Schema:
        """Return a mapping with the keys of a table; `shapes` are the schemas of some keys."""
        properties = {
            key: _described(
                shapes[key] if key in required else self.value(shapes.get(key, ANYTHING)), effect
            )
            for key, effect in table.items()
        }
        found: Schema = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        return found | ({"required": sorted(required)} if required else {})

    def _item(self, schema: Schema) -> Schema:
        if not self.has_templates or not schema:
            return schema
        choices = list(schema["anyOf"]) if set(schema) == {"anyOf"} else [schema]
        return schema if STRING in choices else {"anyOf": [*choices, TEMPLATE]}


def at_least(least: float, schema: Schema = INTEGER) -> Schema:
    """Return the schema of numbers from `least` on."""
    return {**schema, "minimum": least}


def list_of(item: Schema) -> Schema:
    """Return the schema of a list of such items."""
    return {"type": "array", "items": item}


def document(title: str, schema: Schema, definitions: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of a complete file."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return {**head, **schema, **({"definitions": dict(definitions)} if definitions else {})}


def _described(schema: Schema, about: Effect | str | None) -> Schema:
    """Return the schema with the description of its key, which editors show."""
    match about:
        case None:
            return schema
        case str(text):
            return {"description": text, **schema}
        case Works(on=text) | Remark(of=text):
            return {"description": text, **schema}
        case _:
            text = f"No effect: {about.because}. Fix: {about.fix}."
            return {"description": text, "deprecated": True, **schema}
