{{ config(enabled=experiments() | length > 0, stamps={}) }}

with

designs as (

    select distinct
        experiment,
        window_days,
        baseline_days,
        segments_of
    from {{ ref('experiment_designs') }}

),

assignments as (

    select
        assigned.*,
        designs.window_days,
        designs.baseline_days,
        designs.segments_of
    from {{ ref('experiment_assignment') }} as assigned
    inner join designs on assigned.experiment = designs.experiment

),

purchases as (

    select * from {{ ref('purchases') }}

),

history as (

    select * from {{ ref('segment_membership_history') }}

),

first_day as (

    select min(as_of_date) as recorded_from from {{ ref('membership_days') }}

),

dated as (

    select
        assignments.experiment,
        assignments.customer_id,
        purchases.net_revenue,
        purchases.is_returned,
        assignments.window_days,
        assignments.baseline_days,
        {{ dbt.datediff('assignments.assigned_on', 'purchases.ordered_on', 'day') }}
            as days_since_assignment
    from assignments
    inner join purchases on assignments.customer_id = purchases.customer_id

),

-- Assignments are made at the end of their day: orders of that day cannot be an effect.
by_customer as (

    select
        experiment,
        customer_id,
        sum(case when days_since_assignment between 1 and window_days then 1 else 0 end) as orders,
        max(
            case
                when days_since_assignment between 1 and window_days and is_returned then 1
                else 0
            end
        ) as has_returned,
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

{% if has_input('support_tickets') %}
tickets as (

    select distinct
        assignments.experiment,
        assignments.customer_id
    from {{ ref('stg_support_tickets') }} as tickets
    inner join {{ ref('customer_ids') }} as customer_ids
        on tickets.customer_id = customer_ids.source_customer_id
    inner join assignments on customer_ids.customer_id = assignments.customer_id
    where
        {{ on_or_before_local_day('tickets.opened_at', as_of_date()) }}
        and {{ dbt.datediff('assignments.assigned_on', local_date('tickets.opened_at'), 'day') }}
        between 1 and assignments.window_days

),
{% endif %}

{% if has_input('campaigns') %}
unsubscribes as (

    select distinct
        assignments.experiment,
        assignments.customer_id
    from {{ ref('stg_campaign_responses') }} as responses
    inner join {{ ref('stg_campaign_sends') }} as sends on responses.send_id = sends.send_id
    inner join {{ ref('customer_ids') }} as customer_ids
        on sends.customer_id = customer_ids.source_customer_id
    inner join assignments on customer_ids.customer_id = assignments.customer_id
    where
        responses.response_type = 'unsubscribe'
        and {{ on_or_before_local_day('responses.responded_at', as_of_date()) }}
        and {{ dbt.datediff(
            'assignments.assigned_on', local_date('responses.responded_at'), 'day'
        ) }} between 1 and assignments.window_days

),
{% endif %}

-- The segment on the day of the draw; for draws before the first recorded day, that day is used.
placed as (

    select
        assignments.experiment,
        assignments.customer_id,
        history.segment as by_segment,
        assignments.assigned_on >= first_day.recorded_from as is_segment_of_draw_day
    from assignments
    cross join first_day
    inner join history
        on
            assignments.customer_id = history.customer_id
            and assignments.segments_of = history.family
            and history.valid_from <= greatest(assignments.assigned_on, first_day.recorded_from)
            and (
                history.valid_to is null
                or history.valid_to > greatest(assignments.assigned_on, first_day.recorded_from)
            )

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
        least(
            {{ dbt.datediff('assignments.assigned_on', as_of_date(), 'day') }},
            assignments.window_days
        ) as observed_days,
        assignments.window_days,
        placed.by_segment,
        placed.is_segment_of_draw_day,
        cast(coalesce(by_customer.orders, 0) as bigint) as orders,
        coalesce(by_customer.orders, 0) > 0 as has_ordered,
        cast(coalesce(by_customer.revenue, 0) as decimal(18, 2)) as revenue,
        cast(coalesce(by_customer.baseline_revenue, 0) as decimal(18, 2)) as baseline_revenue,
        coalesce(by_customer.has_returned, 0) = 1 as has_returned,
        {% if has_input('support_tickets') -%}
        tickets.customer_id is not null as has_asked_for_help,
        {%- else -%}
        cast(null as boolean) as has_asked_for_help,
        {%- endif %}
        {% if has_input('campaigns') -%}
        unsubscribes.customer_id is not null as has_unsubscribed
        {%- else -%}
        cast(null as boolean) as has_unsubscribed
        {%- endif %}
    from assignments
    left join by_customer
        on
            assignments.experiment = by_customer.experiment
            and assignments.customer_id = by_customer.customer_id
    {% if has_input('support_tickets') -%}
    left join tickets
        on
            assignments.experiment = tickets.experiment
            and assignments.customer_id = tickets.customer_id
    {% endif -%}
    {% if has_input('campaigns') -%}
    left join unsubscribes
        on
            assignments.experiment = unsubscribes.experiment
            and assignments.customer_id = unsubscribes.customer_id
    {% endif -%}
    left join placed
        on
            assignments.experiment = placed.experiment
            and assignments.customer_id = placed.customer_id

)

select * from final
