"""The result of rendering: a text, with the source line of each of its lines."""

from msgspec import Struct


class Rendered(Struct, frozen=True):
    """The text that a template rendered, and its pieces."""

    text: str
    pieces: tuple[tuple[int, bool, str], ...]

    @property
    def lines(self) -> tuple[int | None, ...]:
        """Return, for each line of the text, the line of the template's file that it comes from.

        A line of several pieces comes from the first one that is not blank. The result of a call
        comes from the line of the call.
        """
        origins: list[int | None] = [None]
        is_blank = True
        for line, is_text, text in self.pieces:
            for offset, row in enumerate(text.split("\n")):
                if offset:
                    origins.append(None)
                    is_blank = True
                is_first = origins[-1] is None and (row or is_text or offset)
                if is_blank and (row.strip() or is_first):
                    origins[-1] = line + offset if is_text else line
                is_blank = is_blank and not row.strip()
        return tuple(origins)
