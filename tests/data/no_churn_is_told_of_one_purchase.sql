-- BG/NBD lets customers leave only after a repeat purchase, so it cannot predict churn for others.
-- Rows are customers with a prediction that is impossible, or without one that is possible.
{{ config(refresh_by='customer_id') }}

with

histories as (

    select * from {{ ref('clv_histories') }}
    where sample = 'all'

),

clv as (

    select * from {{ ref('customer_clv') }}

),

final as (

    select
        histories.customer_id,
        histories.repeat_purchase_days,
        clv.p_alive,
        clv.churn_probability
    from histories
    left join clv on histories.customer_id = clv.customer_id
    where
        clv.customer_id is null
        or (
            clv.clv_basis = 'bg_nbd'
            and (histories.repeat_purchase_days = 0)
                <> (clv.p_alive = 1 and clv.churn_probability is null)
        )

)

select * from final
