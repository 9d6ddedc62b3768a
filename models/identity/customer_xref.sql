{#- People follow from all links together, so this table is rebuilt in full and then compared by
  row. -#}
{{ config(enabled=has_input('identity_links'), refresh_by=['source_id_type', 'source_id']) }}

with recursive

customers as (

    select * from {{ ref('stg_customers') }}

),

edges as (

    select * from {{ ref('identity_edges') }}

),

ids as (

    select * from {{ ref('identity_ids') }}

),

{% if has_input('erasure_requests') %}
erasure_requests as (

    select * from {{ ref('stg_erasure_requests') }}
    where {{ local_date('requested_at') }} <= {{ as_of_date() }}

),
{% endif %}

-- An id that too many people share (a device in a shop, a family's card) is protected: it must not
-- merge them into one person.
merging_edges as (

    select
        edges.from_key,
        edges.to_key
    from edges
    inner join ids as from_ids on edges.from_key = from_ids.id_key
    inner join ids as to_ids on edges.to_key = to_ids.id_key
    where
        not from_ids.is_protected
        and not to_ids.is_protected

),

{{ with_components('merging_edges', var('identity_steps')) }},

-- Customers without any link are people too.
all_ids as (

    select
        id_type,
        id_value,
        id_key,
        links,
        is_protected
    from ids

    union all

    select
        'customer' as id_type,
        customers.customer_id as id_value,
        'customer:' || customers.customer_id as id_key,
        0 as links,
        false as is_protected
    from customers
    left join ids
        on
            ids.id_type = 'customer'
            and customers.customer_id = ids.id_value
    where ids.id_key is null

),

labelled as (

    select
        all_ids.id_type,
        all_ids.id_value,
        all_ids.links,
        all_ids.is_protected,
        coalesce(components.label, all_ids.id_key) as label,
        customers.customer_id
    from all_ids
    left join components on all_ids.id_key = components.id_key
    left join customers
        on
            all_ids.id_type = 'customer'
            and all_ids.id_value = customers.customer_id

),

-- The smallest customer number identifies the person, regardless of the order of the links.
persons as (

    select
        label,
        min(customer_id) as customer_id,
        count(*) as ids,
        count(customer_id) as customers
    from labelled
    group by label

),

-- An erasure request applies to the entire person, under all ids.
erased as (

    {% if has_input('erasure_requests') %}
    select distinct labelled.label
    from labelled
    inner join erasure_requests
        on
            labelled.id_type = 'customer'
            and labelled.id_value = erasure_requests.customer_id
    {% else %}
    select label from persons
    where false
    {% endif %}

),

final as (

    select
        labelled.id_type as source_id_type,
        labelled.id_value as source_id,
        persons.customer_id,
        labelled.links,
        labelled.is_protected,
        persons.ids as ids_of_person,
        persons.customers as customers_of_person
    from labelled
    inner join persons on labelled.label = persons.label
    left join erased on labelled.label = erased.label
    where erased.label is null

)

select * from final
