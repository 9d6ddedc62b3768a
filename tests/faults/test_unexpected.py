"""What nobody foresaw: told in a line, and shown as it is only to whoever asks for it."""

from pathlib import Path

import pytest

from orchestrator.cli.main import main
from orchestrator.workspace import open as opening
from tests.projects import write_project


@pytest.mark.parametrize(
    ("error", "said", "exit_code"),
    [
        (KeyError("b"), "unexpected KeyError: 'b'", 2),
        (OSError(5, "Input/output error", "a.csv"), "unexpected OSError: [Errno 5]", 3),
        (ValueError("hunter2 is no port"), "unexpected ValueError: **", 2),
    ],
)
def test_it_is_no_traceback_unless_it_shall_be(
    error: Exception,
    said: str,
    exit_code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    write_project(tmp_path, {"models/a.sql": "select 1 as i"})
    monkeypatch.setattr(opening, "read_project_file", fails)
    monkeypatch.setenv("DBT_ENV_SECRET_PORT", "hunter2")
    command = ["ls", "--project-dir", str(tmp_path)]
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == exit_code
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.endswith("\n  fix: run it again with --debug, and report what it prints\n")
    assert "hunter2" not in told
    with pytest.raises(type(error)):
        main([*command, "--debug"])
