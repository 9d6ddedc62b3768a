{#
Purpose    a total is the same in two relations, group by group: for example, revenue by customer in
           orders and in features. A group that is missing on one side has 0 there
Arguments  model
           to              the other relation: ref('stg_orders')
           value           the total, as SQL: an aggregate
           by              the columns to group by; by default, one total over all rows
           to_value, to_by the same in the other relation, if the names differ
           to_condition    SQL: only rows of the other relation for which it is true (for rows of
                           the model there is config: {where: ...})
           tolerance       how much the totals may differ, in their own unit
           tolerance_pct   the same as a percentage of the other total; the wider tolerance counts
Result     one row per group that differs by more: the columns of `by`, total, other_total,
           difference
Example    - reconciles:
               arguments:
                 to: ref('stg_orders')
                 value: sum(net_revenue)
                 to_value: sum(net_amount)
                 by: [customer_id]
                 to_condition: status = 'completed'
                 tolerance: 0.01
#}
{% test reconciles(
    model, to, value='count(*)', by=[], to_value=none, to_by=none, to_condition=none,
    tolerance=0, tolerance_pct=0
) -%}
{%- set by = [by] if by is string else by -%}
{%- set to_by = [to_by] if to_by is string else (to_by or by) -%}
{%- if by | length != to_by | length -%}
    {{ exceptions.raise_compiler_error("reconciles: by and to_by have the same number of columns") }}
{%- endif -%}
with totals as (
    select
        {%- for column in by %}
        {{ column }},
        {%- endfor %}
        {{ value }} as total,
        0 as other_total
    from {{ model }}
    {%- if by %}
    group by {{ by | join(', ') }}
    {%- endif %}
    union all
    select
        {%- for column in to_by %}
        {{ column }},
        {%- endfor %}
        0 as total,
        {{ to_value or value }} as other_total
    from {{ to }}
    {%- if to_condition is not none %}
    where {{ to_condition }}
    {%- endif %}
    {%- if to_by %}
    group by {{ to_by | join(', ') }}
    {%- endif %}
),

compared as (
    select
        {%- for column in by %}
        {{ column }},
        {%- endfor %}
        coalesce(sum(total), 0) as total,
        coalesce(sum(other_total), 0) as other_total
    from totals
    {%- if by %}
    group by {{ by | join(', ') }}
    {%- endif %}
),

differences as (
    select
        *,
        total - other_total as difference
    from compared
)

select *
from differences
where abs(difference) > greatest({{ tolerance }}, abs(other_total) * {{ tolerance_pct }} / 100.0)
{%- endtest %}
