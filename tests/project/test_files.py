"""The text of a package's file, and the line of text that is not UTF-8."""

from pathlib import Path

import pytest

from orchestrator.errors import Place, Problem, Problems
from orchestrator.project.files import SourceFile


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_line_of_what_is_not_utf_8_is_the_same_behind_a_byte_order_mark(
    tmp_path: Path, mark: bytes
) -> None:
    file = tmp_path / "a.sql"
    # The byte is the first of its line: three bytes before it stands another line's end.
    file.write_bytes(mark + b"select\n 1\n\xff")
    problems = Problems()
    assert SourceFile("models/a.sql", file, (), "a").read(problems) == ""
    assert problems.found == [
        Problem("not UTF-8", Place("models/a.sql", 3), "save the file as UTF-8")
    ]
