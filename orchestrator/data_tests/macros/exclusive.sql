{#
Purpose    no entity is in more than one segment of a family
Arguments  model (one row per entity and segment), entity: the column with the entity
Result     one row per entity that is: entity, segments (their number)
Example    - exclusive: {arguments: {entity: customer_id}, config: {where: "family = 'value'"}}
#}
{% test exclusive(model, entity) -%}
select
    {{ entity }} as entity,
    count(*) as segments
from {{ model }}
where {{ entity }} is not null
group by {{ entity }}
having count(*) > 1
{%- endtest %}
