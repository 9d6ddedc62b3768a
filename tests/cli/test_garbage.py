"""Whose garbage it is that nobody looks for: that of a process that `seg` began itself."""

import gc
from pathlib import Path

from tests.projects import seg, write_project


def test_a_process_that_calls_commands_keeps_none_of_theirs(tmp_path: Path) -> None:
    """Each call would leak its objects: 2 GB after 1,000 calls."""
    folder = write_project(tmp_path, {"models/a.sql": "select 1 as a"})
    before = gc.get_freeze_count(), gc.get_threshold()
    assert seg(folder, "build").exit_code == 0
    assert gc.get_freeze_count() <= before[0]
    assert gc.get_threshold() == before[1]


def test_a_process_that_seg_began_looks_only_at_what_follows(tmp_path: Path) -> None:
    folder = write_project(tmp_path, {"models/a.sql": "select 1 as a"})
    before = gc.get_freeze_count(), gc.get_threshold()
    gc.disable()
    try:
        assert seg(folder, "ls").exit_code == 0
        assert gc.isenabled()
        assert gc.get_freeze_count() > before[0] + 1000
    finally:
        gc.unfreeze()
        gc.set_threshold(*before[1])
        gc.enable()
