{#- A view, so its text is part of the definition of tables that are refreshed by customer. It must
  not contain the day: these tables would be rebuilt in full each day. -#}
{{
    config(
        enabled=has_input('refunds'),
        materialized='view',
        refresh_by='order_id',
        refresh_regardless_of='customer_ids',
        stamps={},
    )
}}

with

refunds as (

    select * from {{ ref('stg_refunds') }}

),

days as (

    select max(as_of_date) as as_of_date from {{ ref('customer_ids') }}

),

final as (

    select
        refunds.order_id,
        count(*) as refunds,
        max({{ local_date('refunds.refunded_at') }}) as last_refunded_on,
        cast(sum(refunds.net_amount) as decimal(18, 2)) as refunded_amount,
        days.as_of_date
    from refunds
    cross join days
    where {{ on_or_before_local_day('refunds.refunded_at', 'days.as_of_date') }}
    group by refunds.order_id, days.as_of_date

)

select * from final
