{#
Purpose    no entity is in the same segment twice
Arguments  model (one row per entity and segment), entity: the column with the entity
Result     one row per repeated entity and segment: entity, segment, n_records
Example    - members_once: {arguments: {entity: customer_id}}
#}
{% test members_once(model, entity) -%}
select
    {{ entity }} as entity,
    segment,
    count(*) as n_records
from {{ model }}
where {{ entity }} is not null
group by {{ entity }}, segment
having count(*) > 1
{%- endtest %}
