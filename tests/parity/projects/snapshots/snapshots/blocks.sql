{% snapshot in_a_block %}
{{ config(target_schema='blocks', unique_key='id', strategy='timestamp', updated_at='changed_at', invalidate_hard_deletes=true) }}
select * from {{ ref('items') }} where id < 4
{% endsnapshot %}
