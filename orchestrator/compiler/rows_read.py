"""Which rows of its inputs a node reads: all, those of a batch or a time sample, or none."""

from datetime import datetime

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import Batch, Model, Node, Snapshot


class RowsRead(Struct, frozen=True):
    """Which rows nodes read, limited by the run and by the batch that is being built.

    `sample` is a time span, including its start and excluding its end.
    """

    is_empty: bool = False
    sample: tuple[datetime, datetime] | None = None
    batch: Batch | None = None

    def of(self, text: str, reader: Node, read: Node, dialect: Dialect) -> str:
        """Return what follows `from` to read an input; `text` itself if all rows are read."""
        if self.is_empty:
            text = f"(select * from {text} where false limit 0)"
        span = self._span(reader)
        if span is None or not read.settings.get("event_time"):
            return text
        within = in_span(event_time_of(read, dialect), span, dialect)
        return f"(select * from {text} where {within})"

    def _span(self, reader: Node) -> tuple[datetime, datetime] | None:
        if not isinstance(reader, Model | Snapshot):
            return None
        if self.batch is None or not isinstance(reader, Model) or not reader.config.microbatch:
            return self.sample
        start, end = self.batch.start, self.batch.end
        if self.sample is None:
            return start, end
        return max(start, self.sample[0]), min(end, self.sample[1])


ALL_ROWS = RowsRead()

_EXPRESSION = lazy_regex(r"[(:']")


def event_time_of(node: Node, dialect: Dialect) -> str:
    """Return the `event_time` of a node as SQL."""
    column = str(node.settings["event_time"])
    # In dbt, a column can be an expression.
    shown = column if _EXPRESSION.search(column) else dialect.column(column)
    if any(each.quote for each in node.columns if each.name == column):
        shown = dialect.quote(column)
    return shown


def in_span(event_time: str, span: tuple[datetime, datetime], dialect: Dialect) -> str:
    """Return the condition that a row is in a time span, by SQL of a date or timestamp.

    The literals include a zone, for columns of all types.
    """
    start, end = (dialect.literal(str(moment)) for moment in span)
    return f"{event_time} >= {start} and {event_time} < {end}"
