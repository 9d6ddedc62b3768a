{# Two in one file, the first as projects wrote them for years. #}
{% snapshot by_time %}
{{ config(strategy='timestamp', unique_key='id', updated_at='changed_at', target_schema='histories') }}
select * from {{ ref('customers') }}
{% endsnapshot %}

{% snapshot by_list %}
{{ config(strategy='timestamp', unique_key=['id', 'region'], updated_at='changed_at', alias='by_list_of_keys', schema='custom') }}
select id, region, name, changed_at from {{ ref('customers') }} where amount > 0
{% endsnapshot %}

{% snapshot switched_off %}
{{ config(enabled=false, strategy='timestamp', unique_key='id', updated_at='changed_at') }}
select 1 as id
{% endsnapshot %}
