from pathlib import Path

from orchestrator.artifacts.journal import Journal
from orchestrator.artifacts.last_times import last_times
from orchestrator.results import NodeFinished, NodeResult, RunFinished, RunStarted
from tests.reports.scripted import NOW


def record(path: Path, target: str, **seconds: float) -> None:
    journal = Journal(path)
    results = tuple(NodeResult(name, "success", None, spent) for name, spent in seconds.items())
    events = [NodeFinished(result, index) for index, result in enumerate(results, 1)]
    failed = NodeFinished(NodeResult("failed", "error", "no", 9.0), 9)
    started = RunStarted("run", "build", len(results), 1, NOW, target)
    for event in (started, *events, failed, RunFinished(results, 1.0, NOW)):
        journal.show(event)


def test_each_node_has_the_time_of_the_last_run_that_made_it(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    assert last_times(path, "dev", {"a"}) == {}
    record(path, "dev", a=1.0, b=2.0)
    record(path, "dev", a=3.0)
    record(path, "prod", a=4.0, b=5.0)
    assert last_times(path, "dev", {"a", "b", "c", "failed"}) == {"a": 3.0, "b": 2.0}
    path.write_bytes(path.read_bytes() + b'{"event": "NodeFinished", "status": "success", tor')
    assert last_times(path, "dev", {"b"}) == {"b": 2.0}
