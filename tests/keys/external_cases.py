"""Projects that show where and how models are written to files."""

from collections.abc import Mapping

from tests.keys.observed import BUILD, Case, Files


def external(beside: str, without: str = "") -> Case:
    """A model that is written into a file, with more settings and without them."""

    def files(more: str) -> Files:
        config = f"{{materialized: external{more}}}"
        return {"models/s.yml": f"models: [{{name: a, config: {config}}}]\n"}

    return Case(files(beside), files(without), BUILD)


MODELS: Mapping[str, Case] = {
    "location": external(", location: target/x.csv"),
    "format": external(", format: csv"),
    "delimiter": external(", format: csv, delimiter: '||||||'", ", format: csv"),
    "options": external(", options: {nothing_of_that_name: 1}"),
}
