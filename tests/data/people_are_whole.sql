-- Linked ids that may be merged must be one person; otherwise identity_steps is too small.
{{ config(enabled=has_input('identity_links')) }}

with

edges as (

    select * from {{ ref('identity_edges') }}

),

customer_xref as (

    select
        source_id_type || ':' || source_id as id_key,
        customer_id,
        ids_of_person,
        is_protected
    from {{ ref('customer_xref') }}

),

final as (

    select
        edges.from_key,
        edges.to_key,
        from_ids.customer_id,
        to_ids.customer_id as other_customer_id
    from edges
    inner join customer_xref as from_ids on edges.from_key = from_ids.id_key
    inner join customer_xref as to_ids on edges.to_key = to_ids.id_key
    where
        not from_ids.is_protected
        and not to_ids.is_protected
        and (
            coalesce(from_ids.customer_id, '') <> coalesce(to_ids.customer_id, '')
            or from_ids.ids_of_person <> to_ids.ids_of_person
        )

)

select * from final
