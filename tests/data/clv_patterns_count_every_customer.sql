-- Patterns must cover all customers with a purchase, each exactly once. Rows are samples whose
-- counts differ.
{{
    config(
        once_per=once_in_days(var('clv_refit_days')),
        once_ignoring=as_of_date(),
    )
}}

with

histories as (

    select
        sample,
        count(*) as customers,
        count(distinct customer_id) as different_customers,
        sum(holdout_purchase_days) as holdout_purchase_days
    from {{ ref('clv_histories') }}
    group by sample

),

patterns as (

    select
        sample,
        sum(customers) as customers,
        sum(holdout_purchase_days) as holdout_purchase_days
    from {{ ref('clv_patterns') }}
    group by sample

),

final as (

    select
        histories.sample,
        histories.customers,
        patterns.customers as customers_in_patterns
    from histories
    full outer join patterns on histories.sample = patterns.sample
    where
        histories.customers is distinct from patterns.customers
        or histories.customers is distinct from histories.different_customers
        or histories.holdout_purchase_days is distinct from patterns.holdout_purchase_days

)

select * from final
