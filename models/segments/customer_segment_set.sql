{{ config(refresh_by='customer_id') }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

final as (

    select
        customer_id,
        -- A sum: it does not depend on the order in which memberships are read.
        cast(sum({{ row_digest(['family', 'segment']) }}) as decimal(38, 0)) as segment_set
    from memberships
    group by customer_id

)

select * from final
