{{ config(enabled=has_input('erasure_requests'), materialized='view') }}

{#- A view, so that it is up to date right after `seg erase`. Tables that each run rebuilds leave
  out erased people; tables that keep history contain them until `seg erase`. -#}
{%- set rebuilt = ['known_customers', 'customer_features', 'segment_membership', 'customer_traits'] %}
{%- if has_input('consents') %}{% do rebuilt.append('customer_reachability') %}{% endif %}
{%- set remembering = ['segment_membership_history'] %}
{%- if experiments() %}{% do remembering.append('experiment_assignment') %}{% endif %}

with

erased_customers as (

    select * from {{ ref('erased_customers') }}

),

counted as (
{% for table in rebuilt + remembering %}
    select
        '{{ table }}' as table_name,
        {{ 'true' if table in remembering else 'false' }} as is_remembering,
        count(found.customer_id) as rows_left,
        count(distinct found.customer_id) as customers_left
    from {{ ref(table) }} as found
    inner join erased_customers on found.customer_id = erased_customers.customer_id
    {{ 'union all' if not loop.last }}
{%- endfor %}

),

final as (

    select
        table_name,
        is_remembering,
        rows_left,
        customers_left
    from counted

)

select * from final
