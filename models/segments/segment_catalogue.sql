with

final as (
{%- for family in segment_families() %}
{%- set family_loop = loop %}
{%- for segment in family.segments %}
    {{ 'union all' if not (family_loop.first and loop.first) }}
    select
        {{ sql_literal(family.name) }} as family,
        {{ sql_literal(segment.name) }} as segment,
        {{ sql_literal(segment.rule) }} as rule,
        {{ sql_literal(segment.definition) }} as definition,
        {{ sql_literal(segment.description) }} as description,
        {{ sql_literal(family.mode) }} as mode,
        {{ sql_literal(family.entity) }} as entity,
        {{ sql_literal(segment.is_otherwise) }} as is_otherwise,
        {{ sql_literal(family.owner) }} as owner,
        {{ sql_literal(family.purpose) }} as purpose,
        cast({{ sql_literal(family.review_by) }} as date) as review_by,
        {{ as_of_date() }} as as_of_date
{%- endfor %}
{%- endfor %}

)

select * from final
