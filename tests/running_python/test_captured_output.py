"""Standard output of Python models on several threads."""

import io
import sys
import threading
from contextlib import redirect_stdout

import pytest

from orchestrator.runner.captured_output import CapturedOutput, captured_output


def test_each_thread_has_its_own_and_others_write_on(capsys: pytest.CaptureFixture[str]) -> None:
    barrier = threading.Barrier(3)
    texts: dict[str, str] = {}

    def work(name: str) -> None:
        with captured_output() as said:
            barrier.wait()
            sys.stdout.write(name)
            barrier.wait()
            texts[name] = said.text

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    barrier.wait()
    sys.stdout.write("main\n")
    barrier.wait()
    for thread in threads:
        thread.join()
    sys.stdout.write("after\n")
    assert (texts, capsys.readouterr().out) == ({"a": "a", "b": "b"}, "main\nafter\n")


def test_standard_output_is_put_back_after_an_error() -> None:
    def fail(kept: list[CapturedOutput]) -> None:
        with captured_output() as said:
            kept.append(said)
            sys.stdout.write("inside")
            raise ZeroDivisionError

    out = io.StringIO()
    kept: list[CapturedOutput] = []
    with redirect_stdout(out):
        with pytest.raises(ZeroDivisionError):
            fail(kept)
        sys.stdout.write("outside")
    assert (kept[0].text, out.getvalue()) == ("inside", "outside")
