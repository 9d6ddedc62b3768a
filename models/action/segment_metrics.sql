{{ config(once_per=once_a_day()) }}
{%- set window_days = var('experiment_baseline_window_days') %}
{%- set metrics = ['conversion', 'orders', 'revenue'] %}

with

days as (

    select * from {{ ref('membership_days') }}

),

history as (

    select * from {{ ref('segment_membership_history') }}

),

purchases as (

    select * from {{ ref('purchases') }}

),

-- Members who are in a segment because they bought lately (or did not) would bias the metrics. So
-- the members of an earlier day are followed forward, if one is recorded; otherwise today's members
-- are measured over the past window.
begun as (

    select
        coalesce(
            max(
                case
                    when {{ dbt.datediff('as_of_date', as_of_date(), 'day') }} >= {{ window_days }}
                        then as_of_date
                end
            ),
            {{ as_of_date() }}
        ) as measured_from
    from days

),

windows as (

    select
        measured_from,
        measured_from < {{ as_of_date() }} as is_followed,
        case
            when measured_from < {{ as_of_date() }} then measured_from
            else cast({{ dbt.dateadd('day', -window_days, as_of_date()) }} as date)
        end as after_day
    from begun

),

bought as (

    select
        purchases.customer_id,
        count(*) as orders,
        cast(sum(purchases.net_revenue) as double) as revenue
    from purchases
    inner join windows
        on
            purchases.ordered_on > windows.after_day
            and purchases.ordered_on
            <= {{ dbt.dateadd('day', window_days, 'windows.after_day') }}
    group by purchases.customer_id

),

caps as (

    select {{ percentile(var('experiment_cap_percentile'), 'revenue') }} as cap
    from bought
    where revenue > 0

),

members as (

    select
        history.family,
        history.segment,
        history.customer_id,
        windows.measured_from,
        windows.is_followed
    from history
    inner join windows
        on
            history.valid_from <= windows.measured_from
            and (history.valid_to is null or history.valid_to > windows.measured_from)

),

counted as (

    select
        members.family,
        members.segment,
        members.measured_from,
        members.is_followed,
        case when bought.orders > 0 then 1.0 else 0.0 end as conversion,
        cast(coalesce(bought.orders, 0) as double) as orders,
        least(coalesce(bought.revenue, 0), coalesce(caps.cap, 0)) as revenue
    from members
    cross join caps
    left join bought on members.customer_id = bought.customer_id

),

-- There are many memberships: all three metrics are measured in one pass.
measured as (

    select
        family,
        segment,
        measured_from,
        is_followed,
        count(*) as customers
        {%- for metric in metrics %},
        -- Rounded: floating-point sums depend on the order of rows.
        round(avg({{ metric }}), 9) as {{ metric }}_mean,
        round(stddev_samp({{ metric }}), 9) as {{ metric }}_deviation
        {%- endfor %}
    from counted
    group by family, segment, measured_from, is_followed

),

final as (
{% for metric in metrics %}
    select
        family,
        segment,
        '{{ metric }}' as metric,
        measured_from,
        is_followed,
        {{ window_days }} as window_days,
        customers,
        {{ metric }}_mean as mean,
        {{ metric }}_deviation as deviation
    from measured
    {{ 'union all' if not loop.last }}
{%- endfor %}

)

select * from final
