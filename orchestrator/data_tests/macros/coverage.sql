{#
Purpose    a large enough share of all entities is in at least one segment of a family
Arguments  model (a family's table)
           entity     the column with the entity, in both relations
           of         the relation with all entities: ref('customer_features')
           min_value  the minimum share of all entities, from 0 to 1
Result     one row if the share is lower: total, covered, share, min_value
Example    - coverage: {arguments: {entity: customer_id, of: ref('customer_features')}}
#}
{% test coverage(model, entity, of, min_value=1.0) -%}
with everyone as (
    select distinct {{ entity }} as entity
    from {{ of }}
),

members as (
    select {{ entity }} as entity
    from {{ model }}
    where segment is not null
),

counted as (
    select
        count(*) as total,
        count(case when exists (
            select 1
            from members
            where members.entity = everyone.entity
        ) then 1 end) as covered
    from everyone
),

shares as (
    select
        total,
        covered,
        case when total = 0 then 1.0 else cast(covered as double) / total end as share,
        cast({{ sql_literal(min_value) }} as double) as min_value
    from counted
)

select *
from shares
where share < min_value
{%- endtest %}
