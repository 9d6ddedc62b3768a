{%- set columns = [
    'family',
    'segment',
    'rule',
    'definition',
    'description',
    'mode',
    'entity',
    'is_otherwise',
    'owner',
    'purpose',
    'selection',
    'review_by',
] %}

with

-- A list of values, because planning as many SELECTs with `union all` takes five times as long.
declared ({{ columns | join(', ') }}) as (
    values
{%- for family in segment_families() %}
{%- set family_loop = loop %}
{%- for segment in family.segments %}
    {{ ',' if not (family_loop.first and loop.first) }}(
        {{ sql_literal(family.name) }},
        {{ sql_literal(segment.name) }},
        {{ sql_literal(segment.rule) }},
        {{ sql_literal(segment.definition) }},
        {{ sql_literal(segment.description) }},
        {{ sql_literal(family.mode) }},
        {{ sql_literal(family.entity) }},
        {{ sql_literal(segment.is_otherwise) }},
        {{ sql_literal(family.owner) }},
        {{ sql_literal(family.purpose) }},
        {{ sql_literal(segment.selection) }},
        {{ sql_literal(family.review_by) }}
    )
{%- endfor %}
{%- endfor %}

),

final as (

    select
        {%- for column in columns[:-1] %}
        {{ column }},
        {%- endfor %}
        cast(review_by as date) as review_by
    from declared

)

select * from final
