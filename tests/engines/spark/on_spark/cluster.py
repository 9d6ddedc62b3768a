"""A standalone cluster of Spark: a master and workers, each in a process of its own."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep

HOST = "127.0.0.1"
_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"
_SMALL = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
_LONGEST_START_SECONDS = 120


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[tuple[str, list[int]]]:
    """A cluster on the loopback: the address of its master, and the processes of its workers."""
    port = _free_port()
    address = f"spark://{HOST}:{port}"
    started: list[subprocess.Popen[bytes]] = []
    try:
        master = ["--host", HOST, "--port", str(port), "--webui-port", str(_free_port())]
        started.append(_started(_MASTER, master, folder / "master"))
        _wait_for(folder / "master" / "log", "I have been elected leader")
        for each in range(workers):
            home = folder / f"worker{each}"
            typed = ["--host", HOST, "-c", "1", "-m", "1g", "--webui-port", str(_free_port())]
            started.append(_started(_WORKER, [*typed, "-d", str(home), address], home))
        for each in range(workers):
            _wait_for(folder / f"worker{each}" / "log", "Successfully registered with master")
        yield address, [each.pid for each in started[1:]]
    finally:
        for each in started:
            each.send_signal(signal.SIGTERM)
        for each in started:
            each.wait(30)


def _started(kind: str, typed: list[str], home: Path) -> subprocess.Popen[bytes]:
    """A process of the cluster; what it says goes to a file."""
    home.mkdir()
    environment: Mapping[str, str] = {
        **os.environ,
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(home),
        "SPARK_DAEMON_JAVA_OPTS": _SMALL,
        "SPARK_DAEMON_MEMORY": "256m",
    }
    found = find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    command = [Path(found.origin).parent / "bin" / "spark-class", kind, *typed]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment)


def _wait_for(log: Path, told: str) -> None:
    ends = monotonic() + _LONGEST_START_SECONDS
    while told not in log.read_text("utf-8", "replace"):
        if monotonic() > ends:
            raise TimeoutError(f"{log} does not say: {told}")
        sleep(0.2)


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return int(tried.getsockname()[1])
