"""A column of a relation in templates: its name, its type, and the kind of its type."""

from msgspec import Struct

from orchestrator.lazy_regex import lazy_regex

_STRINGS = frozenset(("text", "character varying", "character", "varchar"))
_FLOATS = frozenset(("real", "float", "float4", "float8", "double", "double precision"))
# fmt: off
_INTEGERS = frozenset((
    "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger",
    "ubigint", "int1", "int2", "int4", "int8", "short", "int", "signed", "long", "smallserial",
    "serial", "bigserial", "serial2", "serial4", "serial8",
))
# fmt: on
_NUMERIC = frozenset(("numeric", "decimal"))
_EXACT = lazy_regex(r"\s*(?:numeric|decimal)\s*\((\d+)\s*,\s*(\d+)\)\s*\Z", flags=2)
_LABELS = {"STRING": "TEXT"}


class TemplateColumn(Struct, frozen=True):
    """An item of the result of `adapter.get_columns_in_relation`."""

    column: str
    dtype: str
    char_size: int | None = None
    numeric_precision: int | None = None
    numeric_scale: int | None = None

    @classmethod
    def create(cls, name: str, label_or_dtype: str) -> "TemplateColumn":
        """Return a column; the type can be given by its name in other databases."""
        return cls(name, cls.translate_type(label_or_dtype))

    @classmethod
    def described(cls, name: str, dtype: str) -> "TemplateColumn":
        """Return a column as the engine describes it: its type includes precision and scale."""
        exact = _EXACT.match(dtype)
        if exact is None:
            return cls(name, dtype)
        return cls(name, dtype, None, int(exact[1]), int(exact[2]))

    @classmethod
    def translate_type(cls, dtype: str) -> str:
        """Return the engine's name of a type."""
        return _LABELS.get(dtype.upper(), dtype)

    @classmethod
    def string_type(cls, size: int) -> str:
        """Return the text type for that many characters."""
        return f"character varying({size})"

    @classmethod
    def numeric_type(cls, dtype: str, precision: object, scale: object) -> str:
        """Return an exact numeric type."""
        if precision is None or scale is None:
            return dtype
        return f"{dtype}({precision},{scale})"

    @property
    def name(self) -> str:
        """The column's name, unquoted."""
        return self.column

    @property
    def quoted(self) -> str:
        """The column's name as SQL."""
        return '"' + self.column.replace('"', '""') + '"'

    @property
    def data_type(self) -> str:
        """The type as SQL."""
        if self.is_string():
            return self.string_type(self.string_size())
        if self.is_numeric():
            return self.numeric_type(self.dtype, self.numeric_precision, self.numeric_scale)
        return self.dtype

    @property
    def expanded_data_type(self) -> str:
        """The same as `data_type`."""
        return self.data_type

    def is_string(self) -> bool:
        """Return whether it is a text type."""
        return self.dtype.lower() in _STRINGS

    def is_number(self) -> bool:
        """Return whether it is a numeric type of any kind."""
        return self.is_integer() or self.is_numeric() or self.is_float()

    def is_integer(self) -> bool:
        """Return whether it is an integer type."""
        return self.dtype.lower() in _INTEGERS

    def is_float(self) -> bool:
        """Return whether it is a floating-point type."""
        return self.dtype.lower() in _FLOATS

    def is_numeric(self) -> bool:
        """Return whether it is an exact numeric type without a size."""
        return self.dtype.lower() in _NUMERIC

    def string_size(self) -> int:
        """Return the maximum length of a text."""
        return 256 if self.char_size is None else self.char_size

    def can_expand_to(self, other_column: "TemplateColumn") -> bool:
        """Return whether both are texts and the other column's are longer."""
        both = self.is_string() and other_column.is_string()
        return both and other_column.string_size() > self.string_size()

    def literal(self, value: object) -> str:
        """Return a value as SQL of this type."""
        return f"{value}::{self.data_type}"
