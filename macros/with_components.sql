{#
Purpose    the connected components of ids, linked directly or through other ids
Arguments  edges  a relation in scope: from_key and to_key, each edge in both directions
           steps  the number of steps
Result     CTEs, the last of which is `components`: id_key and label, the smallest id of the
           component. They are recursive: the SELECT must begin with `with recursive`
Example    with recursive edges as (...), {{ with_components('edges', 16) }}

Every id takes the smallest label among its own, its neighbours', its label's, and those that its
followers (ids labelled with it) have met. Components merge as a whole, so the number of steps grows
with the logarithm of their size (FastSV; Zhang, Azad & Hu 2020).
#}
{% macro with_components(edges, steps) -%}
    {{- adapter.dispatch('with_components', 'customer_segmentation')(edges, steps) -}}
{%- endmacro %}

{% macro default__with_components(edges, steps) -%}
labels as (

    select
        0 as step,
        from_key as id_key,
        from_key as label
    from {{ edges }}
    group by from_key

    union all

    select
        step,
        id_key,
        min(label) as label
    from (

        select
            step + 1 as step,
            id_key,
            label
        from labels

        union all

        select
            labels.step + 1 as step,
            {{ edges }}.to_key as id_key,
            labels.label
        from labels
        inner join {{ edges }} on labels.id_key = {{ edges }}.from_key

        union all

        select
            labels.step + 1 as step,
            labels.id_key,
            labels_of_labels.label
        from labels
        inner join labels as labels_of_labels on labels.label = labels_of_labels.id_key

        union all

        select
            labels.step + 1 as step,
            labels.label as id_key,
            labels_met.label
        from labels
        inner join {{ edges }} on labels.id_key = {{ edges }}.from_key
        inner join labels as labels_met on {{ edges }}.to_key = labels_met.id_key

    ) as candidates
    where step <= {{ steps }}
    group by step, id_key

),

components as (

    select
        id_key,
        label
    from labels
    where step = {{ steps }}

)
{%- endmacro %}

{#- A recursive query on Spark can name itself only once and cannot group: one query per step. -#}
{% macro spark__with_components(edges, steps) -%}
labels_0 as (

    select
        from_key as id_key,
        from_key as label
    from {{ edges }}
    group by from_key

),
{% for step in range(1, steps + 1) %}
{%- set labels = 'labels_' ~ (step - 1) %}
labels_{{ step }} as (

    select
        id_key,
        min(label) as label
    from (

        select
            id_key,
            label
        from {{ labels }}

        union all

        select
            {{ edges }}.to_key as id_key,
            labels.label
        from {{ labels }} as labels
        inner join {{ edges }} on labels.id_key = {{ edges }}.from_key

        union all

        select
            labels.id_key,
            labels_of_labels.label
        from {{ labels }} as labels
        inner join {{ labels }} as labels_of_labels on labels.label = labels_of_labels.id_key

        union all

        select
            labels.label as id_key,
            labels_met.label
        from {{ labels }} as labels
        inner join {{ edges }} on labels.id_key = {{ edges }}.from_key
        inner join {{ labels }} as labels_met on {{ edges }}.to_key = labels_met.id_key

    ) as candidates
    group by id_key

),
{% endfor %}
components as (

    select
        id_key,
        label
    from labels_{{ steps }}

)
{%- endmacro %}
