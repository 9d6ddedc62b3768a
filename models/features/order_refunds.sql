{{ config(enabled=has_input('refunds'), materialized='view') }}

with

refunds as (

    select * from {{ ref('stg_refunds') }}
    where {{ on_or_before_local_day('refunded_at', as_of_date()) }}

),

final as (

    select
        order_id,
        count(*) as refunds,
        max({{ local_date('refunded_at') }}) as last_refunded_on,
        cast(sum(net_amount) as decimal(18, 2)) as refunded_amount,
        {{ as_of_date() }} as as_of_date
    from refunds
    group by order_id

)

select * from final
