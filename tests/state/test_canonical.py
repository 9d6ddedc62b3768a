"""Which differences of SQL do not count."""

import pytest

from orchestrator.state.canonical import canonical_text

SAME = (
    ("select a", "  select a  \n"),
    ("select a\nfrom b", "select a -- why\n\n    from b\n"),
    ("select a\nfrom b", "select a\r\nfrom b -- the end"),
    ("select a\nfrom b", "-- first\nselect a\n-- next\nfrom b"),
    ("select a from b", "select a /* x /* y */ */from b"),
)
DIFFERENT = (
    ("select 'a\n\nb'", "select 'a\nb'"),
    ("select 'a  \nb'", "select 'a\nb'"),
    ("select '-- a'", "select ''"),
    ("select '/* a */'", "select ''"),
    ("select $$ -- a\n$$", "select $$\n$$"),
    ('select "a\n b"', 'select "a\nb"'),
    ("select a b", "select ab"),
    ("select 'a'\n'b'", "select 'a' 'b'"),
    ("select e'\\' -- '", "select e'\\' '"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_comments_and_blanks_are_none(one: str, other: str) -> None:
    assert canonical_text(one) == canonical_text(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_stands_in_texts_and_names_is_one(one: str, other: str) -> None:
    assert canonical_text(one) != canonical_text(other)
