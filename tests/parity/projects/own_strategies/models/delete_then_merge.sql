{{ config(incremental_strategy='delete_then_merge', unique_key='id', on_schema_change='sync_all_columns', alias='merged twice') }}
{{ days() }}
{% if is_incremental() %} where id > (select min(id) from {{ this }}) {% endif %}
