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

-- Who reads a few customers finds the rows of each in one place.
select * from final
order by customer_id
