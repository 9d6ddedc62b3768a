import math
from datetime import date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.config.values import plain
from orchestrator.config.yaml_door import read_text, read_yaml_file
from orchestrator.config.yaml_reader import read_yaml
from orchestrator.errors import EnvironmentFault, Place, ProjectError
from tests.config.refusal import problems_or_none, refusal


def refused(text):
    return refusal(read_yaml, text, "f.yml")


def test_everything_knows_its_place():
    value = read_yaml("models:\n  - name: a\n    tags: [x, y]\n", "m.yml")

    model = value["models"][0]
    assert value == {"models": [{"name": "a", "tags": ["x", "y"]}]}
    assert value.place == Place("m.yml", 1, 1)
    assert value.key_place("models") == Place("m.yml", 1, 1)
    assert value["models"].place == Place("m.yml", 2, 3)
    assert value["models"].value_place(0) == Place("m.yml", 2, 5)
    assert model.place == Place("m.yml", 2, 5)
    assert model.key_place("tags") == Place("m.yml", 3, 5)
    assert model.value_place("name") == Place("m.yml", 2, 11)
    assert model["tags"].value_place(1) == Place("m.yml", 3, 15)
    assert model.value_place("absent") == model.key_place("absent") == model.place


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "---\n", "\ufeff", "~"])
def test_an_empty_text_holds_nothing(text):
    assert read_yaml(text, "f.yml") is None


def test_byte_order_mark_and_crlf_are_accepted():
    value = read_yaml("\ufeffa: 1\r\nb:\r\n  - x\r\n", "f.yml")

    assert value == {"a": 1, "b": ["x"]}
    assert value.key_place("a") == Place("f.yml", 1, 1)
    assert value["b"].value_place(0) == Place("f.yml", 3, 5)


SCALARS = [
    "yes",
    "No",
    "on",
    "OFF",
    "true",
    "~",
    "null",
    "12",
    "-3",
    "+4420",
    "0x1F",
    "0b101",
    "0o17",
    "017",
    "08",
    "1_000",
    "12:30:45",
    "1.5",
    "-.5",
    ".5",
    "1e3",
    "1.0e+3",
    "1:2.5",
    "-.inf",
    ".nan",
    "2024-02-29",
    "2024-2-9",
    "2024-01-02 03:04:05",
    "2024-01-02T03:04:05.678+02:30",
    "2024-01-02t03:04:05Z",
    "2024-01-02 03:04:05.1234567 -5",
    "'12'",
    '"yes"',
    "y",
    "n",
    "!!str 12",
    "!!int '12'",
    "!!float 3",
    "!!bool 'yes'",
    "!!timestamp '2024-01-02'",
    "! 12",
    "02134",
    "1.2.3",
    ".",
    "+",
    "...x",
    "|\n  text\n  block\n",
    ">-\n  folded\n  block\n",
]


@pytest.mark.parametrize("scalar", SCALARS)
def test_scalars_mean_what_pyyaml_reads(scalar):
    text = f"key: {scalar}"

    expected = yaml.safe_load(text)["key"]
    found = read_yaml(text, "f.yml")["key"]

    assert type(found) is type(expected)
    assert found == expected or (math.isnan(found) and math.isnan(expected))


@settings(deadline=None)
@given(st.from_regex(r"[-+.0-9:_eExXbTZ a-f]{1,20}", fullmatch=True))
def test_whatever_looks_like_a_number_means_what_pyyaml_reads(scalar):
    text = f"key: {scalar}"
    try:
        expected = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, OverflowError):
        with pytest.raises(ProjectError):
            read_yaml(text, "f.yml")
        return
    found = read_yaml(text, "f.yml")
    assert repr(found) == repr(expected)


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.datetimes(timezones=st.just(timezone(timedelta(hours=2))) | st.none())
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=8).filter(lambda key: key != "<<") | st.integers(), inner, max_size=4
        )
    ),
    max_leaves=15,
)


@settings(deadline=None)
@given(PLAIN, st.sampled_from([None, True, False]))
def test_documents_mean_what_pyyaml_reads(value, flow_style):
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow_style)

    found = read_yaml(text, "f.yml")

    assert found == yaml.safe_load(text)
    assert type(plain(found)) is type(yaml.safe_load(text))


@settings(deadline=None)
@given(st.text() | st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,?<~ \n\t019=\ufeff\r", max_size=40))
def test_any_text_is_a_value_or_a_project_error(text):
    problems = problems_or_none(read_yaml, text, "f.yml")

    assert problems != ()
    assert all(problem.place.path == "f.yml" and problem.place.line for problem in problems or ())


def test_dates_are_dates():
    value = read_yaml("a: 2024-01-02\nb: 2024-01-02 03:04:05\n", "f.yml")

    assert value == {"a": date(2024, 1, 2), "b": datetime(2024, 1, 2, 3, 4, 5)}


def test_on_and_yes_are_text_as_keys_and_booleans_as_values():
    assert read_yaml("on: yes\nno: off\ntrue: 1\n2: x\n", "f.yml") == {
        "on": True,
        "no": False,
        True: 1,
        2: "x",
    }


def test_anchors_aliases_and_merge_keys():
    text = """\
one: &one {a: 1, b: 2}
two: &two {b: 3, c: 4}
both:
  <<: [*one, *two]
  c: 5
same: *one
word: &word hello
again: *word
"""
    value = read_yaml(text, "f.yml")

    assert value == yaml.safe_load(text)
    assert value["both"] == {"a": 1, "b": 2, "c": 5}
    assert value["both"].key_place("b") == Place("f.yml", 1, 18)
    assert value["both"].key_place("c") == Place("f.yml", 5, 3)
    assert value["both"].place == Place("f.yml", 4, 3)


def test_all_problems_of_a_text_are_told_together():
    text = """\
models: 1
seeds: 2
models: 3
when: 2024-02-30
what: !money 3
who: *nobody
<<: 7
seeds: 4
"""
    assert refused(text) == [
        "f.yml:3:1: duplicate key 'models': first on line 1\n  fix: merge the two, or rename one",
        "f.yml:4:7: '2024-02-30' is not a valid number or date\n  fix: quote it to keep it as text",
        "f.yml:5:7: the tag '!money' is not supported\n  fix: remove it",
        "f.yml:6:6: no anchor '&nobody' is defined before this alias",
        "f.yml:7:1: '<<' merges only a mapping or a list of mappings",
        "f.yml:8:1: duplicate key 'seeds': first on line 2\n  fix: merge the two, or rename one",
    ]


SYNTAX = {
    "colon in a value": (
        "a: 1\nb: c: d\n",
        "f.yml:2:5: not valid YAML: mapping values are not allowed in this context\n"
        "  1 | a: 1\n"
        "  2 | b: c: d\n"
        "    |     ^\n"
        "  fix: quote a value that holds ': ', and align the keys",
    ),
    "misaligned key": (
        "models:\n  - name: x\n   columns: 3\n",
        "f.yml:3:4: not valid YAML: did not find expected '-' indicator,"
        " while parsing a block collection that begins on line 2\n"
        "  2 |   - name: x\n"
        "  3 |    columns: 3\n"
        "    |    ^\n"
        "  fix: align the keys and dashes with those above, and close what is open",
    ),
    "open bracket": (
        "a: [1\n",
        "f.yml:2:1: not valid YAML: did not find expected ',' or ']',"
        " while parsing a flow sequence that begins on line 1\n"
        "  1 | a: [1\n"
        "  2 |\n"
        "    | ^\n"
        "  fix: align the keys and dashes with those above, and close what is open",
    ),
    "special character": (
        "a: @x",
        "f.yml:1:4: not valid YAML: found character that cannot start any token\n"
        "  1 | a: @x\n"
        "    |    ^\n"
        "  fix: quote a value that begins with a special character",
    ),
    "tab instead of spaces": (
        "a:\n\tb: 1\n",
        "f.yml:2:1: a tab in the indentation\n  1 | a:\n  2 |  b: 1\n    | ^\n  fix: use spaces",
    ),
    "tab after a value": (
        "a:\n  b: 1\n\tc: 2\n",
        "f.yml:3:1: a tab in the indentation\n"
        "  2 |   b: 1\n"
        "  3 |  c: 2\n"
        "    | ^\n"
        "  fix: use spaces",
    ),
    "tab that the parser would take for text": (
        "a:\n  b: x\n   \t- y\n",
        "f.yml:3:4: a tab in the indentation\n"
        "  2 |   b: x\n"
        "  3 |     - y\n"
        "    |    ^\n"
        "  fix: use spaces",
    ),
    "control character": (
        "a: 1\nb: x\x07",
        "f.yml:2:5: not valid YAML: the character U+0007\n  fix: remove it",
    ),
    "surrogate": ("\ud800", "f.yml:1:1: not valid YAML: the character U+D800\n  fix: remove it"),
    "second document": (
        "a: 1\n---\nb: 2\n",
        "f.yml:2:1: a second document begins here\n  fix: remove the '---'",
    ),
    "anchor in itself": ("&a [*a]", "f.yml:1:5: the anchor '&a' contains itself"),
    "anchor twice": (
        "a: &x 1\nb: &x 2\n",
        "f.yml:2:4: duplicate anchor '&x': first on line 1",
    ),
    "merge key twice": (
        "a: &a {b: 1}\nc:\n  <<: *a\n  <<: *a\n",
        "f.yml:4:3: duplicate key '<<'\n  fix: merge a list instead: '<<: [*one, *two]'",
    ),
    "mapping as a key": (
        "? {a: 1}\n: 2\n",
        "f.yml:1:3: a key cannot be a mapping or a list\n  fix: use a word or a number",
    ),
    "jinja without quotes": (
        "a: {{ var('x') }}\n",
        "f.yml:1:5: a key cannot be a mapping or a list\n"
        "  fix: quote a value that begins with '{{'",
    ),
    "too deep": ("[" * 101 + "]" * 101, "f.yml:1:101: nested more than 100 levels deep"),
}


@pytest.mark.parametrize(("text", "message"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_yaml_is_refused_with_its_line(text, message):
    assert refused(text) == [message]


def test_jinja_that_breaks_the_syntax_gets_the_right_advice():
    assert refused("a: {{ x }}-b\n")[-1] == (
        "f.yml:1:11: not valid YAML: did not find expected key\n"
        "  1 | a: {{ x }}-b\n"
        "    |           ^\n"
        "  fix: quote a value that begins with '{{'"
    )


TABS = {
    "block text": ("a: |\n  x\n  \ty\n", "x\n\ty\n"),
    "quoted text": ("a: 'x\n\ty'\n", "x y"),
    "brackets": ("a: [1,\n\t2]\n", [1, 2]),
    "text in brackets": ("a: [x\n \ty]\n", ["x y"]),
    "after a colon": ("a:\tb\n", "b"),
    "in an empty line": ("a: x\n  \t\n   y\n", "x\ny"),
}


@pytest.mark.parametrize(("text", "value"), TABS.values(), ids=TABS)
def test_tabs_are_fine_where_they_mean_nothing(text, value):
    assert read_yaml(text, "f.yml") == {"a": value}


def test_aliases_cannot_multiply_without_end():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for n in range(1, 9):
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]")

    assert refused("\n".join(lines)) == ["f.yml:6:45: aliases repeat more than 1,000,000 values"]


def test_aliases_cannot_nest_without_end():
    lines = ["a0: &a0 [[[[[[[[[[]]]]]]]]]]"]
    for n in range(1, 12):
        lines.append(f"a{n}: &a{n} [[[[[[[[[[*a{n - 1}]]]]]]]]]]")

    assert refused("\n".join(lines)) == ["f.yml:10:19: nested more than 100 levels deep"]


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    file = tmp_path / "x.yml"
    file.write_bytes(b"a: 1\nb: \xff\n")

    assert refusal(read_yaml_file, file, "x.yml") == [
        "x.yml:2:4: not UTF-8: the byte 0xff\n  fix: save the file as UTF-8"
    ]


def test_a_file_that_cannot_be_read_is_the_environments_fault(tmp_path):
    with pytest.raises(EnvironmentFault) as caught:
        read_text(tmp_path, "models/x.yml")
    assert str(caught.value) == "cannot read models/x.yml: Is a directory"
