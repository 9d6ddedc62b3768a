"""What templates report to the user during a run."""

from tests.projects import seg, write_project


def test_what_a_late_template_or_a_hook_tells_is_said_once(tmp_path):
    late = "{% do log('asked ' ~ run_query('select 41 + 1')[0][0], info=true) %} select 1 as id"
    hook = "{{ config(post_hook=\"{% do print('hooked') %}\") }} select 1 as id"
    end = "name: shop\non-run-end: \"{% do log('ended ' ~ results | length, info=true) %}\"\n"
    files = {"models/a.sql": late, "models/b.sql": hook, "seg_project.yml": end}
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 0
    said = outcome.stdout + outcome.stderr
    assert [said.count(text) for text in ("asked 42", "hooked", "ended 2")] == [1, 1, 1]
