{{ config(enabled=has_input('accounts'), refresh_by='account_id') }}

with

final as (
{% for family in segment_families(entity='account_id') %}
    {{ 'union all' if not loop.first }}
    select
        account_id,
        family,
        segment,
        rule
    from {{ family.relation }}
{%- else %}
    -- No family of accounts is enabled.
    select
        account_id,
        cast(null as {{ dbt.type_string() }}) as family,
        cast(null as {{ dbt.type_string() }}) as segment,
        cast(null as {{ dbt.type_string() }}) as rule
    from {{ ref('account_features') }}
    where false
{%- endfor %}

)

select * from final
