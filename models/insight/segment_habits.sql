{{ config(once_per=once_a_day()) }}

with

{{ segments_by_set() }},

orders_by_set as (

    select
        sets.segment_set,
        purchases.channel,
        count(*) as orders
    from sets
    inner join {{ ref('purchases') }} as purchases on sets.customer_id = purchases.customer_id
    group by sets.segment_set, purchases.channel

),

orders_by_channel as (

    select
        numbered_sets.segment_number,
        orders_by_set.channel,
        row_number() over (
            partition by numbered_sets.segment_number
            order by sum(orders_by_set.orders) desc, orders_by_set.channel
        ) as channel_rank
    from numbered_sets
    inner join orders_by_set on numbered_sets.segment_set = orders_by_set.segment_set
    group by numbered_sets.segment_number, orders_by_set.channel

),

{% if has_input('products') %}
-- What they buy most, among the things that they buy more than others do.
categories as (

    select
        top_category as category,
        cast(count(*) as double) / sum(count(*)) over () as base_share
    from {{ ref('customer_features') }}
    where top_category is not null
    group by top_category

),

categories_by_set as (

    select
        sets.segment_set,
        features.top_category as category,
        count(*) as buyers
    from sets
    inner join {{ ref('customer_features') }} as features
        on sets.customer_id = features.customer_id
    where features.top_category is not null
    group by sets.segment_set, features.top_category

),

categories_by_segment as (

    select
        numbered_sets.segment_number,
        categories_by_set.category,
        cast(sum(categories_by_set.buyers) as bigint) as buyers,
        cast(
            sum(sum(categories_by_set.buyers)) over (partition by numbered_sets.segment_number)
            as bigint
        ) as buyers_of_all
    from numbered_sets
    inner join categories_by_set on numbered_sets.segment_set = categories_by_set.segment_set
    group by numbered_sets.segment_number, categories_by_set.category

),

ranked_categories as (

    select
        categories_by_segment.segment_number,
        categories_by_segment.category,
        row_number() over (
            partition by categories_by_segment.segment_number
            order by
                categories_by_segment.buyers / (categories_by_segment.buyers_of_all * base_share) desc,
                categories_by_segment.category
        ) as category_rank
    from categories_by_segment
    inner join categories on categories_by_segment.category = categories.category
    where
        categories_by_segment.buyers >= {{ var('minimum_cell') }}
        and cast(categories_by_segment.buyers as double) / categories_by_segment.buyers_of_all
        - categories.base_share > 2.326 * sqrt(
            categories.base_share * (1 - categories.base_share) / categories_by_segment.buyers_of_all
        )

),
{% endif %}

{% if has_input('consents') %}
contact_channels as (

    select
        family,
        segment,
        channel,
        reachable_share,
        row_number() over (
            partition by family, segment
            order by reachable desc, channel
        ) as channel_rank
    from {{ ref('segment_reachability') }}
    where reachable > 0

),

closed_channels as (

    select
        family,
        segment,
        channel,
        reachable_share,
        row_number() over (
            partition by family, segment
            order by reachable_share, channel
        ) as channel_rank
    from {{ ref('segment_reachability') }}
    where reachable_share < {{ var('persona_avoid_reach') }}

),
{% endif %}

{% if has_input('occasions') %}
occasions as (

    select * from {{ ref('customer_occasions') }}

),

base_occasions as (

    select
        occasion,
        cast(sum(occasion_orders) as double) / sum(orders) as base_share
    from occasions
    group by occasion

),

occasions_by_set as (

    select
        sets.segment_set,
        occasions.occasion,
        sum(occasions.occasion_orders) as occasion_orders,
        sum(occasions.orders) as orders
    from sets
    inner join occasions on sets.customer_id = occasions.customer_id
    group by sets.segment_set, occasions.occasion

),

occasions_by_segment as (

    select
        numbered_sets.segment_number,
        occasions_by_set.occasion,
        cast(sum(occasions_by_set.occasion_orders) as double) / sum(occasions_by_set.orders)
            as segment_share,
        sum(occasions_by_set.occasion_orders) as occasion_orders,
        sum(occasions_by_set.orders) as orders
    from numbered_sets
    inner join occasions_by_set on numbered_sets.segment_set = occasions_by_set.segment_set
    group by numbered_sets.segment_number, occasions_by_set.occasion

),

ranked_occasions as (

    select
        occasions_by_segment.segment_number,
        occasions_by_segment.occasion,
        100 * occasions_by_segment.segment_share / base_occasions.base_share as occasion_index,
        row_number() over (
            partition by occasions_by_segment.segment_number
            order by
                occasions_by_segment.segment_share / base_occasions.base_share desc,
                occasions_by_segment.occasion
        ) as occasion_rank
    from occasions_by_segment
    inner join base_occasions on occasions_by_segment.occasion = base_occasions.occasion
    where
        base_occasions.base_share between 0.000001 and 0.999999
        and occasions_by_segment.occasion_orders >= {{ var('minimum_cell') }}
        -- Several occasions are tested: by chance, one in a hundred exceeds this.
        and occasions_by_segment.segment_share - base_occasions.base_share > 2.326 * sqrt(
            base_occasions.base_share * (1 - base_occasions.base_share) / occasions_by_segment.orders
        )

),
{% endif %}

{% if has_input('survey_responses') %}
needs_by_set as (

    select
        sets.segment_set,
        feedback.stated_need,
        count(*) as customers
    from sets
    inner join {{ ref('customer_feedback') }} as feedback
        on sets.customer_id = feedback.customer_id
    where feedback.stated_need is not null
    group by sets.segment_set, feedback.stated_need

),

needs as (

    select
        numbered_sets.segment_number,
        needs_by_set.stated_need,
        row_number() over (
            partition by numbered_sets.segment_number
            order by sum(needs_by_set.customers) desc, needs_by_set.stated_need
        ) as need_rank
    from numbered_sets
    inner join needs_by_set on numbered_sets.segment_set = needs_by_set.segment_set
    group by numbered_sets.segment_number, needs_by_set.stated_need
    having sum(needs_by_set.customers) >= {{ var('minimum_cell') }}

),
{% endif %}

final as (

    select
        segments.family,
        segments.segment,
        orders_by_channel.channel as order_channel
        {%- if has_input('products') %},
        ranked_categories.category as top_category
        {%- endif %}
        {%- if has_input('consents') %},
        contact_channels.channel as contact_channel,
        contact_channels.reachable_share as contact_channel_share,
        closed_channels.channel as avoided_channel,
        closed_channels.reachable_share as avoided_channel_share
        {%- endif %}
        {%- if has_input('occasions') %},
        ranked_occasions.occasion as top_occasion,
        ranked_occasions.occasion_index as top_occasion_index
        {%- endif %}
        {%- if has_input('survey_responses') %},
        needs.stated_need as top_need
        {%- endif %}
    from segments
    left join orders_by_channel
        on
            segments.segment_number = orders_by_channel.segment_number
            and orders_by_channel.channel_rank = 1
    {%- if has_input('consents') %}
    left join contact_channels
        on
            segments.family = contact_channels.family
            and segments.segment = contact_channels.segment
            and contact_channels.channel_rank = 1
    left join closed_channels
        on
            segments.family = closed_channels.family
            and segments.segment = closed_channels.segment
            and closed_channels.channel_rank = 1
    {%- endif %}
    {%- if has_input('products') %}
    left join ranked_categories
        on
            segments.segment_number = ranked_categories.segment_number
            and ranked_categories.category_rank = 1
    {%- endif %}
    {%- if has_input('occasions') %}
    left join ranked_occasions
        on
            segments.segment_number = ranked_occasions.segment_number
            and ranked_occasions.occasion_rank = 1
    {%- endif %}
    {%- if has_input('survey_responses') %}
    left join needs
        on
            segments.segment_number = needs.segment_number
            and needs.need_rank = 1
    {%- endif %}

)

select * from final
