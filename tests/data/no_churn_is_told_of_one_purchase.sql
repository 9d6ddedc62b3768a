-- BG/NBD lets customers go only after a repeat purchase: of others it cannot say that they churn.
-- Rows are customers for whom it was said, or for whom it was not though it can be.
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
