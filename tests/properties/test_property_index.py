from orchestrator.properties.property_file import read_properties
from orchestrator.properties.property_index import PropertyIndex, index_properties
from tests.config.refusal import noted

FIRST = """\
models: [{name: a}, {name: b}]
seeds: [{name: a}]
sources: [{name: s, tables: [{name: t}]}]
macros: [{name: m}]
data_tests: [{name: d}]
"""


def test_declarations_are_found_by_name():
    first = read_properties(FIRST, "one.yml")
    second = read_properties("sources: [{name: s, tables: [{name: u}]}]", "two.yml")
    found = []

    assert (
        noted(lambda problems: found.append(index_properties([first, second], (), problems))) == []
    )
    assert found == [
        PropertyIndex(
            models={"a": first.models[0], "b": first.models[1]},
            seeds={"a": first.seeds[0]},
            snapshots={},
            sources={("s", "t"): first.sources[0], ("s", "u"): second.sources[0]},
            macros={"m": first.macros[0]},
            data_tests={"d": first.data_tests[0]},
        )
    ]


def test_what_two_files_describe_is_told_with_both_places():
    files = [read_properties(FIRST, "one.yml"), read_properties(FIRST, "two.yml")]

    fix = "\n  fix: merge the two"
    assert noted(lambda problems: index_properties(files, (), problems)) == [
        f"two.yml:1:10: the model 'a' is described twice: also in one.yml:1:10{fix}",
        f"two.yml:1:21: the model 'b' is described twice: also in one.yml:1:21{fix}",
        f"two.yml:2:9: the seed 'a' is described twice: also in one.yml:2:9{fix}",
        f"two.yml:3:30: the source table 's.t' is described twice: also in one.yml:3:30{fix}",
        f"two.yml:4:10: the macro 'm' is described twice: also in one.yml:4:10{fix}",
        f"two.yml:5:14: the data test 'd' is described twice: also in one.yml:5:14{fix}",
    ]
