{{ config(refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('customer_features') }}

),

customer_value as (

    select * from {{ ref('customer_value') }}

),

customer_clv as (

    select * from {{ ref('customer_clv') }}

),

customer_cluster as (

    select * from {{ ref('customer_cluster') }}

),

clv_shares as (

    select * from {{ ref('clv_shares') }}

),

ranked as (
    {{ with_share_of_better('customer_clv', 'clv', 'clv_shares', 'clv_rank_share') }}
),

final as (

    select
        customers.customer_id,
        customers.orders,
        customer_value.value_rank_share,
        customer_clv.clv_basis,
        customer_clv.p_alive,
        -- The purchase rhythm and the model are two opinions. Contradictions are reported.
        case
            when
                customers.recency_days > customers.lapse_limit_days
                and customer_clv.p_alive >= {{ var('clv_conflict_p_alive') }}
                then 'lapsed by rhythm, likely alive by the model'
            when
                customers.recency_days <= customers.gap_limit_days
                and customers.orders > 1
                and customer_clv.p_alive < 1 - {{ var('clv_conflict_p_alive') }}
                then 'in rhythm, likely gone by the model'
        end as rhythm_conflict,
        customer_clv.churn_probability,
        customer_clv.next_order_probability,
        customer_clv.expected_orders,
        customer_clv.clv,
        -- Floating-point sums depend on the order of rows: rounding makes runs comparable.
        round(ranked.clv_rank_share, 9) as clv_rank_share,
        customer_cluster.cluster
    from customers
    inner join customer_value on customers.customer_id = customer_value.customer_id
    left join customer_clv on customers.customer_id = customer_clv.customer_id
    left join ranked on customers.customer_id = ranked.customer_id
    left join customer_cluster on customers.customer_id = customer_cluster.customer_id

)

select * from final
