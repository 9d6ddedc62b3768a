{{ config(enabled=stages_input('identity_links')) }}

with

identity_links as (

    select * from {{ source('shop', 'identity_links') }}

),

final as (

    select
        lower(left_type) as left_type,
        left_id,
        lower(right_type) as right_type,
        right_id,
        cast(seen_at as timestamp) as seen_at
    from identity_links

)

select * from final
