"""CSV files: values, errors with their place, and the table that stays."""

from pathlib import Path

import pytest

from tests.faults.refusal import refusal
from tests.projects import rows, seg, write_project
from tests.running.reading import closing, published, said

OLD = {"seeds/s.csv": "a\n1\n"}


def types(folder: Path) -> dict[str, str]:
    return dict(rows(folder, "select column_name, column_type from (describe main.s)"))


def declared(column_types: str) -> str:
    return f"seeds:\n  - name: s\n    config:\n      column_types: {column_types}\n"


def test_leading_zeros_and_plus_signs_stay(tmp_path: Path) -> None:
    files = {"seeds/s.csv": "zip,phone,code,n\n02134,+4420,0044,7\n10001,+1,0045,8\n"}
    assert seg(write_project(tmp_path, files), "seed").exit_code == 0
    assert published(tmp_path) == {"s": [("02134", "+4420", "0044", 7), ("10001", "+1", "0045", 8)]}
    assert types(tmp_path) == {
        "zip": "VARCHAR", "phone": "VARCHAR", "code": "VARCHAR", "n": "BIGINT",
    }  # fmt: skip


def test_a_declared_type_decides(tmp_path: Path) -> None:
    files = {"seeds/s.csv": "zip,n\n02134,7\n", "seeds/s.yml": declared("{zip: int, n: text}")}
    assert seg(write_project(tmp_path, files), "seed").exit_code == 0
    assert published(tmp_path) == {"s": [(2134, "7")]}


def test_newlines_and_quotes_inside_quotes(tmp_path: Path) -> None:
    files = {"seeds/s.csv": 'a,b\r\n"line\nbreak","say ""hi"""\r\n"O\'Brien",","\r\n'}
    assert seg(write_project(tmp_path, files), "seed").exit_code == 0
    assert published(tmp_path) == {"s": [("O'Brien", ","), ("line\nbreak", 'say "hi"')]}


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    files = {"seeds/s.csv": "\ufeffa,b\r\n1,2\r\n"}
    assert seg(write_project(tmp_path, files), "seed").exit_code == 0
    assert types(tmp_path) == {"a": "BIGINT", "b": "BIGINT"}


def test_dates_that_can_be_read_two_ways_stay_text(tmp_path: Path) -> None:
    files = {"seeds/s.csv": "d,e\n01/02/2024,2024-02-01\n13/02/2024,2024-02-13\n"}
    outcome = seg(write_project(tmp_path, files), "seed")
    assert outcome.exit_code == 0
    assert (
        "[WARNING]: seeds/s.csv: column 'd' stays text: dates with slashes, such as "
        "01/02/2024, are ambiguous; declare column_types and a format"
    ) in said(outcome).split("\n")
    assert types(tmp_path) == {"d": "VARCHAR", "e": "DATE"}
    assert rows(tmp_path, "select d from main.s order by d") == [("01/02/2024",), ("13/02/2024",)]


FAULTS = {
    "a value that does not fit": (
        "b,a\nx,1\ny,z\n",
        declared("{a: integer}"),
        "seeds/s.csv:3:3: column 'a': 'z' is not a valid integer",
    ),
    "a value that would be rounded": (
        "a\n1\n1.5\n",
        declared("{a: integer}"),
        "seeds/s.csv:3:1: column 'a': '1.5' is not a valid integer",
    ),
    "a type that is none": (
        "a\n1\n",
        declared("{a: integr}"),
        "seeds/s.csv:1: column_types: 'a': unknown type 'integr'",
    ),
    "a type that is a statement": (
        "a\n1\n",
        declared("{a: 'integer); drop table s; --'}"),
        "seeds/s.csv:1: column_types: 'a': unknown type 'integer); drop table s; --'",
    ),
    "a column that is not there": (
        "amount\n1\n",
        declared("{ammount: integer}"),
        "seeds/s.csv:1: column_types names 'ammount', which the file does not have\n"
        "    fix: did you mean 'amount'?",
    ),
    "an empty file": ("", "", "seeds/s.csv:1: no header: the first line must name the columns"),
    "a column without a name": ("a,,c\n1,2,3\n", "", "seeds/s.csv:1:3: a column without a name"),
    "a column twice": (
        "a,A\n1,2\n",
        "",
        "seeds/s.csv:1:3: the column 'A' occurs twice (as 'a')",
    ),
    "too few and too many values": (
        "a,b\n1\n2,3,4\n",
        "",
        "seeds/s.csv:2: 1 values, the header has 2 columns\n"
        "  seeds/s.csv:3: 3 values, the header has 2 columns",
    ),
    "a quote that is not closed": (
        'a,b\n1,"x\n2,y\n',
        "",
        "seeds/s.csv:2:3: a quote that is never closed",
    ),
}


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS.keys())
def test_what_does_not_fit_is_told_with_its_place(
    case: tuple[str, str, str], tmp_path: Path
) -> None:
    text, properties, message = case
    assert seg(write_project(tmp_path, OLD), "seed").exit_code == 0
    write_project(tmp_path, {"seeds/s.csv": text, "seeds/s.yml": properties})
    outcome = seg(tmp_path, "seed")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    assert closing(outcome).split("\n\n")[1] == f"[ERROR]: in seed s (seeds/s.csv)\n  {message}"
    assert published(tmp_path) == {"s": [(1,)]}


def test_not_utf_8(tmp_path: Path) -> None:
    assert seg(write_project(tmp_path, OLD), "seed").exit_code == 0
    (tmp_path / "seeds/s.csv").write_bytes("name\nJane\nGröße\n".encode("latin-1"))
    outcome = seg(tmp_path, "seed")
    assert (outcome.exit_code, published(tmp_path)) == (1, {"s": [(1,)]})
    assert closing(outcome).split("\n\n")[1] == (
        "[ERROR]: in seed s (seeds/s.csv)\n"
        "  seeds/s.csv:3: not UTF-8: the byte 0xf6\n    fix: save the file as UTF-8"
    )


def test_other_delimiters(tmp_path: Path) -> None:
    properties = "seeds:\n  - name: s\n    config:\n      delimiter: '{}'\n"
    files = {"seeds/s.csv": "a;b\n1;2\n", "seeds/s.yml": properties.format(";")}
    assert seg(write_project(tmp_path, files), "seed").exit_code == 0
    assert published(tmp_path) == {"s": [(1, 2)]}


def test_a_delimiter_that_is_none(tmp_path: Path) -> None:
    properties = "seeds:\n  - name: s\n    config:\n      delimiter: '{}'\n"
    for wrong in (";;", ""):
        files = {"seeds/s.csv": "a;b\n1;2\n", "seeds/s.yml": properties.format(wrong)}
        assert refusal(tmp_path, files, "seed") == (
            f"seeds/s.yml:4:18: 'delimiter': expected one character, found '{wrong}'\n"
        )


def test_300_000_rows(tmp_path: Path) -> None:
    lines = "".join(f"{n},0{n},name {n}\n" for n in range(300_000))
    files = {"seeds/s.csv": f"id,code,name\n{lines}"}
    assert seg(write_project(tmp_path, files), "seed").exit_code == 0
    assert rows(tmp_path, "select count(*), min(code), max(id) from main.s") == [
        (300_000, "00", 299_999)
    ]
