{{ config(enabled=experiments() | length > 0) }}

with

experiments as (
{{ experiment_plan() }}

),

assignments as (

    select * from {{ ref('experiment_assignment') }}

),

purchases as (

    select * from {{ ref('purchases') }}

),

dated as (

    select
        assignments.experiment,
        assignments.customer_id,
        purchases.net_revenue,
        experiments.window_days,
        experiments.baseline_days,
        {{ dbt.datediff('assignments.assigned_on', 'purchases.ordered_on', 'day') }}
            as days_since_assignment
    from assignments
    inner join experiments on assignments.experiment = experiments.experiment
    inner join purchases on assignments.customer_id = purchases.customer_id

),

-- Assignments are made at the end of their day: orders of that day cannot be an effect.
by_customer as (

    select
        experiment,
        customer_id,
        sum(case when days_since_assignment between 1 and window_days then 1 else 0 end) as orders,
        sum(
            case when days_since_assignment between 1 and window_days then net_revenue else 0 end
        ) as revenue,
        sum(
            case
                when days_since_assignment <= 0 and days_since_assignment > -baseline_days
                    then net_revenue
                else 0
            end
        ) as baseline_revenue
    from dated
    group by experiment, customer_id

),

final as (

    select
        assignments.experiment,
        assignments.customer_id,
        assignments.family,
        assignments.segment,
        assignments.arm,
        assignments.assigned_on,
        {{ as_of_date() }} as as_of_date,
        experiments.treatment_share,
        experiments.planned_customers,
        least(
            {{ dbt.datediff('assignments.assigned_on', as_of_date(), 'day') }},
            experiments.window_days
        ) as observed_days,
        experiments.window_days,
        cast(coalesce(by_customer.orders, 0) as bigint) as orders,
        coalesce(by_customer.orders, 0) > 0 as has_ordered,
        cast(coalesce(by_customer.revenue, 0) as decimal(18, 2)) as revenue,
        cast(coalesce(by_customer.baseline_revenue, 0) as decimal(18, 2)) as baseline_revenue
    from assignments
    inner join experiments on assignments.experiment = experiments.experiment
    left join by_customer
        on
            assignments.experiment = by_customer.experiment
            and assignments.customer_id = by_customer.customer_id

)

select * from final
