{{ config(refresh_by='customer_id') }}

with

final as (
{% for family in segment_families(entity='customer_id') %}
    {{ 'union all' if not loop.first }}
    select
        customer_id,
        family,
        segment,
        rule
    from {{ family.relation }}
{%- endfor %}

)

-- Sorted, so that reading a few customers reads few parts of the table.
select * from final
order by customer_id
