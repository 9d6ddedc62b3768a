{{
    config(
        enabled=has_input('products'),
        materialized='incremental',
        unique_key='customer_id',
        refresh_by='customer_id',
        delete_when='as_of_date is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

with

all_items as (

    select * from {{ ref('purchase_items') }}

),

purchases as (

    select * from {{ ref('customer_purchases') }}

),

digests as (

    select
        customer_id,
        cast(
            sum({{ row_digest([
                'order_id',
                'line',
                'ordered_on',
                'product_id',
                'category',
                'net_revenue',
                'cost_amount',
            ]) }}) as decimal(38, 0)
        ) as items_digest
    from all_items
    group by customer_id

),

{% if is_incremental() %}
-- Lines can change although the order does not, and purchases leave a window as time passes.
affected as (

    select recorded.customer_id
    from {{ this }} as recorded
    left join digests on recorded.customer_id = digests.customer_id
    where recorded.items_digest is distinct from digests.items_digest

    union

    {{ customers_crossing_age('all_items', 'ordered_on', [365]) }}

),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('customer_changes'), also='affected') }}
),

items as (

    select
        items.*,
        {{ dbt.datediff('items.ordered_on', 'refreshed.as_of_date', 'day') }} as purchase_age_days
    from all_items as items
    inner join refreshed on items.customer_id = refreshed.customer_id

),

by_customer as (

    select
        customer_id,
        count(distinct order_id) as orders,
        count(distinct product_id) as products,
        count(distinct category) as categories,
        count(*) - count(cost_amount) as lines_without_cost,
        sum(net_revenue) as item_revenue,
        sum(net_revenue - cost_amount) as margin,
        sum(case when purchase_age_days < 365 then net_revenue - cost_amount else 0 end)
            as margin_365d
    from items
    group by customer_id

),

-- A margin is given only if all costs are known: one missing cost would look like pure profit.
costed as (

    select
        purchases.customer_id,
        by_customer.orders = purchases.orders
        and by_customer.lines_without_cost = 0 as is_costed
    from purchases
    inner join by_customer on purchases.customer_id = by_customer.customer_id

),

by_category as (

    select
        customer_id,
        category,
        sum(net_revenue) as category_revenue,
        row_number() over (
            partition by customer_id
            order by sum(net_revenue) desc, category
        ) as category_rank
    from items
    where category is not null
    group by customer_id, category

),

final as (

    select
        refreshed.customer_id,
        refreshed.as_of_date,
        refreshed.change_number,
        digests.items_digest,
        coalesce(by_customer.products, 0) as products,
        coalesce(by_customer.categories, 0) as categories,
        by_category.category as top_category,
        cast(by_category.category_revenue as double)
        / nullif(cast(by_customer.item_revenue as double), 0) as top_category_share,
        cast(case
            when purchases.orders is null then 0
            when costed.is_costed then by_customer.margin
        end as decimal(18, 2)) as margin,
        cast(case
            when purchases.orders is null then 0
            when costed.is_costed then by_customer.margin_365d
        end as decimal(18, 2)) as margin_365d,
        case
            when costed.is_costed
                then cast(by_customer.margin as double)
                    / nullif(cast(by_customer.item_revenue as double), 0)
        end as margin_rate
    from refreshed
    left join purchases on refreshed.customer_id = purchases.customer_id
    left join digests on refreshed.customer_id = digests.customer_id
    left join by_customer on refreshed.customer_id = by_customer.customer_id
    left join costed on refreshed.customer_id = costed.customer_id
    left join by_category
        on
            refreshed.customer_id = by_category.customer_id
            and by_category.category_rank = 1

)

select * from final
