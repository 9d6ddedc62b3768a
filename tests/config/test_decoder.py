from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Struct, field

from orchestrator.config.decoder import Key, decode
from orchestrator.errors import Place, Problems
from tests.config.refusal import noted, parsed


class Address(Struct, frozen=True):
    city: str
    number: int = 0


class Person(Struct, frozen=True, kw_only=True):
    name: str
    age: int | None = None
    height: float = 0.0
    is_happy: bool = True
    size: Literal["s", "m"] = "m"
    tags: Annotated[tuple[str, ...], Key(may_be_one=True)] = ()
    lucky_numbers: Annotated[tuple[int, ...], Key("lucky-numbers", aliases=("lucky_numbers",))] = ()
    addresses: tuple[Address, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    home: Address | None = None
    version: str | int = 1
    extra: Any = None
    kind: str = "person"


def test_a_mapping_becomes_a_value():
    text = """\
name: Ada
age: 36
height: 2
is_happy: no
size: s
tags: one
lucky_numbers: [3, 7]
addresses: [{city: London, number: 12}]
scores: {maths: 1, art: 0.5}
home: {city: London}
version: x
extra: [1]
"""
    problems = Problems()

    assert decode(Person, parsed(text), problems, given={"kind": "author"}) == Person(
        name="Ada",
        age=36,
        height=2.0,
        is_happy=False,
        size="s",
        tags=("one",),
        lucky_numbers=(3, 7),
        addresses=(Address("London", 12),),
        scores={"maths": 1.0, "art": 0.5},
        home=Address("London"),
        version="x",
        extra=[1],
        kind="author",
    )
    assert problems.found == []


def test_a_key_without_a_value_counts_as_left_out():
    assert decode(Person, parsed("name: Ada\nsize:\n"), Problems()) == Person(name="Ada")


def test_every_problem_is_told_with_its_place():
    text = """\
nam: Ada
age: true
height: tall
is_happy: 1
size: xl
tags: [a, 3]
lucky-numbers: 3
lucky_numbers: [1]
addresses:
  - {town: London}
  - Paris
scores: {maths: high, 4: 1}
home: London
version: [1]
kind: robot
7: x
"""
    assert noted(lambda problems: decode(Person, parsed(text), problems, given={"kind": "a"})) == [
        "f.yml:1:1: unknown key 'nam'\n  fix: did you mean 'name'?",
        "f.yml:2:6: 'age': expected a whole number, found true",
        "f.yml:3:9: 'height': expected a number, found 'tall'",
        "f.yml:4:11: 'is_happy': expected true or false, found 1",
        "f.yml:5:7: 'size': expected one of 's', 'm', found 'xl'",
        "f.yml:6:11: 'tags': expected a string, found 3",
        "f.yml:7:16: 'lucky-numbers': expected a list of whole numbers, found 3",
        "f.yml:8:1: 'lucky_numbers' and 'lucky-numbers' are the same key\n  fix: keep one of them",
        "f.yml:10:6: unknown key 'town'\n  fix: known keys: city, number",
        "f.yml:10:5: 'city' is missing",
        "f.yml:11:5: 'addresses': expected a mapping, found 'Paris'",
        "f.yml:12:17: 'scores.maths': expected a number, found 'high'",
        "f.yml:12:23: 'scores': a key must be a string, found 4\n  fix: quote it",
        "f.yml:13:7: 'home': expected a mapping, found 'London'",
        "f.yml:14:10: 'version': expected a string or a whole number, found a list",
        "f.yml:15:1: unknown key 'kind'\n  fix: known keys: name, age, height, is_happy, size,"
        " tags, lucky-numbers, addresses, scores, home, version, extra",
        "f.yml:16:1: unknown key 7\n  fix: known keys: name, age, height, is_happy, size,"
        " tags, lucky-numbers, addresses, scores, home, version, extra",
        "f.yml:1:1: 'name' is missing",
    ]


def test_what_is_no_mapping_is_refused():
    def read(text, problems):
        return decode(Person, parsed(text), problems, where=Place("f.yml", 1, 1))

    assert noted(lambda problems: read("- a", problems)) == [
        "f.yml:1:1: expected a mapping, found a list"
    ]
    assert noted(lambda problems: read("abc", problems)) == [
        "f.yml:1:1: expected a mapping, found 'abc'"
    ]
    assert noted(lambda problems: read("", problems)) == [
        "f.yml:1:1: expected a mapping, found nothing"
    ]


def test_a_list_that_may_be_a_scalar_says_so():
    assert noted(lambda problems: decode(Person, parsed("name: a\ntags: 3"), problems)) == [
        "f.yml:2:7: 'tags': expected a string or a list of strings, found 3"
    ]
