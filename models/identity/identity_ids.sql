{{ config(enabled=has_input('identity_links')) }}

with

links as (

    select * from {{ ref('identity_edges') }}

),

counted as (

    select
        from_type as id_type,
        from_id as id_value,
        from_key as id_key,
        count(distinct to_key) as links
    from links
    group by from_type, from_id, from_key

),

final as (

    select
        id_type,
        id_value,
        id_key,
        links,
        -- A family's tablet, a shop's till and a shared mailbox have links to many different
        -- people.
        links > {{ identity_limit('id_type') }} as is_protected
    from counted

)

select * from final
