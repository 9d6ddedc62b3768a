{#
Purpose    the gaps between purchase days; several orders on one day have no gap between them
Arguments  key        the column that identifies the owner of the gaps
           purchases  a relation in scope: the key, ordered_on
Result     CTEs, without a trailing comma; `gaps` has the key, gap_number, started_on, ended_on,
           gap_days
Example    with purchases as (...), {{ gaps_between_purchases('customer_id') }}
#}
{% macro gaps_between_purchases(key, purchases='purchases') -%}
purchase_days as (

    select distinct
        {{ key }},
        ordered_on
    from {{ purchases }}

),

in_order as (

    select
        {{ key }},
        row_number() over (partition by {{ key }} order by ordered_on) - 1 as gap_number,
        lag(ordered_on) over (partition by {{ key }} order by ordered_on) as started_on,
        ordered_on as ended_on
    from purchase_days

),

gaps as (

    select
        *,
        {{ dbt.datediff('started_on', 'ended_on', 'day') }} as gap_days
    from in_order
    where gap_number > 0

)
{%- endmacro %}

{#
Purpose    the gaps of all together, for those who bought too rarely to have their own rhythm
Arguments  gaps  a relation in scope: gap_days
Result     a SELECT of one row: gaps, median_gap_days, gap_limit_days
Example    final as ( {{ rhythm_of_all('gaps') }} )
#}
{% macro rhythm_of_all(gaps) -%}
    select
        count(*) as gaps,
        {{ percentile(0.5, 'gap_days') }} as median_gap_days,
        {{ percentile(var('lifecycle_gap_percentile'), 'gap_days') }} as gap_limit_days
    from {{ gaps }}
{%- endmacro %}

{#
Purpose    the usual gap, the limit from which a gap is late, and who came back from a long gap
Arguments  key     the column that identifies the owner of the rhythm
           orders  a relation in scope, one row per key: last_order_on, purchase_days,
                   median_gap_days
           limits  a relation in scope, one row per key: gap_limit_days
           gaps    a relation in scope: see gaps_between_purchases
           base    a relation in scope, see rhythm_of_all, with as_of_date as a stamp
Result     CTEs, without a trailing comma; `final` has one row per key of `orders`
Example    with orders as (...), gaps as (...), base as (...),
           {{ purchase_rhythm('account_id', limits='orders') }} select * from final
#}
{% macro purchase_rhythm(key, orders='orders', limits='limits', gaps='gaps', base='base') -%}
{%- set least_limit = var('lifecycle_min_gap_limit_days') -%}
rhythms as (

    select
        orders.{{ key }},
        orders.last_order_on,
        orders.purchase_days >= {{ var('lifecycle_min_purchase_days') }} as has_own_rhythm,
        case
            when orders.purchase_days >= {{ var('lifecycle_min_purchase_days') }}
                then orders.median_gap_days
            else base.median_gap_days
        end as usual_gap_days,
        case
            when orders.purchase_days >= {{ var('lifecycle_min_purchase_days') }}
                then {{ floor_at('own.gap_limit_days', least_limit) }}
            else {{ floor_at('base.gap_limit_days', least_limit) }}
        end as gap_limit_days
    from {{ orders }} as orders
    cross join {{ base }} as base
    left join {{ limits }} as own on orders.{{ key }} = own.{{ key }}

),

-- Whether a customer was won back is judged by the gap limit at the time: today's limit includes
-- the gap in question.
late_gaps as (

    select gaps.*
    from {{ gaps }} as gaps
    cross join {{ base }} as base
    where
        {{ dbt.datediff('gaps.ended_on', 'base.as_of_date', 'day') }}
        <= {{ var('lifecycle_won_back_days') }}
        -- A limit is at least one day. An account that buys daily has hundreds of gaps, and each
        -- late one would be judged by all gaps before it, although none is a lapse.
        and (
            gaps.gap_days > {{ var('lifecycle_lapse_factor') }}
            or gaps.gap_days > {{ var('lifecycle_lapse_days') }}
        )

),

limits_then as (

    select
        late_gaps.{{ key }},
        late_gaps.gap_number,
        {{ percentile(var('lifecycle_gap_percentile'), 'earlier.gap_days') }} as gap_limit_days
    from late_gaps
    inner join {{ gaps }} as earlier
        on
            late_gaps.{{ key }} = earlier.{{ key }}
            and late_gaps.gap_number > earlier.gap_number
    where late_gaps.gap_number >= {{ var('lifecycle_min_purchase_days') }}
    group by late_gaps.{{ key }}, late_gaps.gap_number

),

judged_gaps as (

    select
        late_gaps.{{ key }},
        late_gaps.ended_on,
        late_gaps.gap_days,
        {{ var('lifecycle_lapse_factor') }} * case
            when late_gaps.gap_number >= {{ var('lifecycle_min_purchase_days') }}
                then {{ floor_at('limits_then.gap_limit_days', least_limit) }}
            else {{ floor_at('base.gap_limit_days', least_limit) }}
        end as lapse_limit_days
    from late_gaps
    cross join {{ base }} as base
    left join limits_then
        on
            late_gaps.{{ key }} = limits_then.{{ key }}
            and late_gaps.gap_number = limits_then.gap_number

),

won_back as (

    select
        {{ key }},
        max(ended_on) as won_back_on
    from judged_gaps
    where
        gap_days > lapse_limit_days
        or gap_days > {{ var('lifecycle_lapse_days') }}
    group by {{ key }}

),

final as (

    select
        rhythms.{{ key }},
        rhythms.last_order_on,
        rhythms.has_own_rhythm,
        rhythms.usual_gap_days,
        rhythms.gap_limit_days,
        -- As long as nobody has bought twice, there are no gaps to learn from.
        least(
            {{ var('lifecycle_lapse_factor') }} * rhythms.gap_limit_days,
            {{ var('lifecycle_lapse_days') }}
        ) as lapse_limit_days,
        won_back.won_back_on
    from rhythms
    left join won_back on rhythms.{{ key }} = won_back.{{ key }}

)
{%- endmacro %}

{#
Purpose    how overdue the next order is, as a stamp of a table that has the last order and the gap
           limit in its rows, see days_since
Result     SQL: recency divided by the gap limit; NULL without an order or a limit
Example    stamps={'as_of_date': '{{ as_of_date() }}', 'overdue_ratio': overdue_ratio()}
#}
{% macro overdue_ratio() -%}
    {{- return(customer_segmentation.days_since('last_order_on') ~ ' / nullif(gap_limit_days, 0)') -}}
{%- endmacro %}
