import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.secrets import STARS, Mask, secrets_in


@pytest.mark.parametrize(
    ("secrets", "text", "masked"),
    [
        ([], "hunter2", "hunter2"),
        (["", "  "], "a  b", "a  b"),
        (["hunter2"], "hunter2, Hunter2, hunter22", "*****, Hunter2, *****2"),
        (["ab", "abcd"], "abcd ab", "***** *****"),
        (["o'neill"], "values ('o''neill') -- o'neill", "values ('*****') -- *****"),
        (['a"b'], 'select "a""b"', 'select "*****"'),
        (["a.c"], "abc a.c", "abc *****"),
        (["two\nlines"], "x two\nlines y", "x ***** y"),
    ],
    ids=["none", "blank", "plain", "longest first", "quote", "identifier", "no pattern", "lines"],
)
def test_text_is_masked(secrets: list[str], text: str, masked: str) -> None:
    assert Mask.of(secrets).text(text) == masked


def test_json_stays_json_whatever_the_secret_looks_like() -> None:
    value = {"a": [12, "12", {"b12": 'x", "y": "ż\n'}]}
    mask = Mask.of(["12", '", "', "ż\n"])
    assert json.loads(mask.json(json.dumps(value))) == {
        "a": [12, STARS, {f"b{STARS}": f'x{STARS}y{STARS[:0]}": "{STARS}'}]
    }


@pytest.mark.parametrize(
    ("name", "value", "is_secret"),
    [
        ("SEG_SECRET_SALT", "x", True),
        ("DBT_ENV_SECRET_PASSWORD", "x", True),
        ("DB_PASSWORD", "hunter2", True),
        ("apiKey", "abcdefgh", True),
        ("api_key", "abcdefgh", True),
        ("AWS_SECRET_ACCESS_KEY", "abcdefgh", True),
        ("GITHUB_TOKEN", "abcdefgh", True),
        ("token", "5", False),
        ("TOKENIZERS_PARALLELISM", "parallel", False),
        ("PASSWORD_STORE_DIR", "/home/ann/store", False),
        ("primary_key", "customer_id", False),
        ("PWD", "/home/ann/shop", False),
        ("word", "swordfish", True),
    ],
)
def test_names_tell_which_values_are_secret(name: str, value: str, is_secret: bool) -> None:
    assert secrets_in({name: value}, named=("word",)) == [value] * is_secret


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.text(alphabet="ab\"'\\\nż客😀", min_size=2, max_size=6), st.text(), values)
def test_no_secret_is_left_in_any_string(secret: str, around: str, value: object) -> None:
    mask = Mask.of([secret])
    whole = json.loads(mask.json(json.dumps([around + secret, {secret + around: value}])))
    assert list(whole[1].values()) == [json.loads(mask.json(json.dumps(value)))]
    if secret.strip():
        assert secret not in whole[0].replace(STARS, "")
        assert secret not in next(iter(whole[1])).replace(STARS, "")
