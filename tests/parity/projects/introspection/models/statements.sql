{%- call statement('counted', fetch_result=true) -%}
select count(*) as n, max(amount) as most from {{ ref('orders') }}
{%- endcall -%}
{%- set result = load_result('counted') -%}
select
    {{ result['data'][0][0] if execute else 0 }} as counted,
    {{ result.table.columns['most'].values()[0] if execute else 0 }} as most,
    '{{ dbt_utils_like(ref('orders')) }}' as columns
