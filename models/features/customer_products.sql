{{
    config(
        enabled=var('input_products'),
        materialized='incremental',
        unique_key='customer_id',
        delete_when='as_of_date is null',
        on_definition_change='full_refresh',
    )
}}

with

{% if is_incremental() %}
-- Who bought what has another category or another cost since.
affected as (

    select distinct customer_id from {{ ref('purchase_items') }}
    where refresh_number > (select coalesce(max(items_refresh_number), 0) from {{ this }})

    union

    -- Whose purchases have left a window of days.
    {{ customers_with_aged(ref('purchase_items'), 'ordered_on', [365]) }}

),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('customer_changes'), also='affected') }}
),

items as (

    select
        items.*,
        {{ dbt.datediff('items.ordered_on', 'refreshed.as_of_date', 'day') }} as purchase_age_days
    from {{ ref('purchase_items') }} as items
    inner join refreshed on items.customer_id = refreshed.customer_id

),

by_customer as (

    select
        customer_id,
        max(refresh_number) as items_refresh_number,
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
        by_customer.items_refresh_number,
        coalesce(by_customer.products, 0) as products,
        coalesce(by_customer.categories, 0) as categories,
        by_category.category as top_category,
        cast(by_category.category_revenue as double)
        / nullif(cast(by_customer.item_revenue as double), 0) as top_category_share,
        cast(case
            when by_customer.lines_without_cost > 0 then null
            else coalesce(by_customer.margin, 0)
        end as decimal(18, 2)) as margin,
        cast(case
            when by_customer.lines_without_cost > 0 then null
            else coalesce(by_customer.margin_365d, 0)
        end as decimal(18, 2)) as margin_365d,
        case
            when by_customer.lines_without_cost = 0
                then cast(by_customer.margin as double)
                    / nullif(cast(by_customer.item_revenue as double), 0)
        end as margin_rate
    from refreshed
    left join by_customer on refreshed.customer_id = by_customer.customer_id
    left join by_category
        on
            refreshed.customer_id = by_category.customer_id
            and by_category.category_rank = 1

)

select * from final
