{{ config(refresh_by='customer_id') }}

with

final as (
{% for family in segment_families(entity='customer_id') %}
    {{ 'union all' if not loop.first }}
    select
        customer_id,
        family,
        segment,
        rule,
        as_of_date
    from {{ family.relation }}
{%- endfor %}

)

select * from final
