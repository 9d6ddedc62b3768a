"""Settings of microbatch models and of their inputs: where their effect is visible."""

from collections.abc import Mapping

from tests.keys.observed import Case, Files

IN_BATCHES = {
    "event_time": "event_time: day",
    "batch_size": "batch_size: day",
    "begin": "begin: 2025-01-01",
    "lookback": "lookback: 2",
}
MADE = ("build", "--now", "2025-01-05T12:00:00")


def batched(key: str, other: str) -> Case:
    """A model made in batches of days, with and without another value of a key."""
    told = [{**IN_BATCHES, key: value} for value in (IN_BATCHES[key], other)]
    head = "materialized: incremental\n      incremental_strategy: microbatch"
    select = (
        "select unnest(range(timestamp '2024-12-30', timestamp '2025-01-05', interval 1 day)) "
        "as day, day + interval 1 day as other, {{ var('n', 1) }} as n, "
        "'{{ model.batch.id if model.batch }}' as batch"
    )
    found = []
    for each in told:
        config = "\n      ".join((head, *each.values()))
        declared = f"models:\n  - name: a\n    config:\n      {config}\n"
        found.append({"models/a.sql": f"{select}\n", "models/s.yml": declared})
    return Case(found[0], found[1], (MADE, (*MADE, "--vars", "{n: 2}")))


def read_in_batches(of: str, name: str, files: Files) -> Case:
    """What a model made in batches reads, with and without a column that tells its time."""
    reference = "source('raw', 'o')" if of == "sources" else f"ref('{name}')"
    settings = "event_time='day', batch_size='day', begin='2025-01-01'"
    reader = (
        f"{{{{ config(materialized='incremental', incremental_strategy='microbatch', {settings}) "
        f"}}}}\nselect cast(day as timestamp) as day, count(*) over () as n "
        f"from {{{{ {reference} }}}}\n"
    )
    found = []
    for config in ("{event_time: day}", "{}"):
        entry = f"[{{name: {name}, config: {config}}}]"
        if of == "sources":
            config = config.replace("{", "{external_location: o.csv, ").replace(", }", "}")
            entry = f"[{{name: raw, tables: [{{name: o, config: {config}}}]}}]"
        elif of == "snapshots":
            config = config.replace(
                "{", "{strategy: timestamp, unique_key: id, updated_at: day, "
            ).replace(", }", "}")
            entry = f"[{{name: s, relation: ref('a'), config: {config}}}]"
        declared = {"models/in_batches.sql": reader, "models/d.yml": f"{of}: {entry}\n"}
        found.append({**files, **declared})
    return Case(found[0], found[1], (MADE,))


DAYS = "id,day\n1,2025-01-01\n2,2025-01-02\n"
MODELS: Mapping[str, Case] = {
    "event_time": batched("event_time", "event_time: other"),
    "batch_size": batched("batch_size", "batch_size: year"),
    "begin": batched("begin", "begin: 2024-12-30"),
    "lookback": batched("lookback", "lookback: 0"),
}
SEED = read_in_batches("seeds", "s", {"seeds/s.csv": DAYS})
SOURCE = read_in_batches("sources", "o", {"o.csv": DAYS})
SNAPSHOT = read_in_batches(
    "snapshots",
    "s",
    {"models/a.sql": "select unnest([1, 2]) as id, id + date '2024-12-31' as day"},
)
