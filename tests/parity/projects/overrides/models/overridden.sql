-- depends_on: {{ ref('source_of_it') }}
{%- do note_in_context('noted') %}
select
    {{ shown(ref('source_of_it')) }} as read,
    {{ shown(builtins.ref('source_of_it')) }} as read_by_built_in,
    {{ shown(is_incremental()) }} as goes_on,
    {{ shown(dbt.is_incremental()) }} as goes_on_by_built_in,
    {{ shown(from_context()) }} as from_context,
    {{ shown(builtins.ref.config.project_name) }} as project,
    '{{ builtins.ref('source_of_it') }}' as in_a_text,
    '{{ this }}' as own,
    {{ shown(config.get('not_set', 'unset')) }} as setting
from {{ builtins.ref('source_of_it') }}
