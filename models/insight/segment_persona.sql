{%- set places = [1, 2, 3] %}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

profile as (

    select * from {{ ref('segment_profile') }}

),

catalogue as (

    select * from {{ ref('segment_catalogue') }}

),

definitions as (

    select * from {{ ref('segment_definition_history') }}
    where valid_to is null

),

-- A trait describes a segment only if its value is known, not rare among all customers, and not that
-- of a few people who could be recognised.
told_traits as (

    select
        *,
        feature || ' ' || level as trait
    from profile
    where
        level <> 'unknown'
        and share_in_all >= {{ var('persona_min_share') }}
        and members >= {{ var('minimum_cell') }}

),

-- One level per feature: otherwise all three traits might be bands of the same number.
told_features as (

    select
        *,
        case when members_with_level >= {{ var('minimum_cell') }} then trait_index end as top_index,
        row_number() over (
            partition by family, segment, feature
            order by
                case when members_with_level >= {{ var('minimum_cell') }} then trait_index end
                    desc nulls last,
                level
        ) as top_level_rank,
        row_number() over (
            partition by family, segment, feature
            order by trait_index, share_in_all desc, level
        ) as low_level_rank
    from told_traits

),

ranked_traits as (

    select
        *,
        row_number() over (
            partition by family, segment, top_level_rank
            order by top_index desc nulls last, trait
        ) as top_feature_rank,
        row_number() over (
            partition by family, segment, low_level_rank
            order by trait_index, share_in_all desc, trait
        ) as low_feature_rank
    from told_features

),

traits as (

    select
        family,
        segment
        {%- for place in places %}
        {%- set is_top = 'top_level_rank = 1 and top_feature_rank = ' ~ place ~ ' and top_index > 100' %}
        {%- set is_low = 'low_level_rank = 1 and low_feature_rank = ' ~ place ~ ' and trait_index < 100' %},
        max(case when {{ is_top }} then trait end) as top_trait_{{ place }},
        max(case when {{ is_top }} then top_index end) as top_index_{{ place }},
        max(case when {{ is_low }} then trait end) as low_trait_{{ place }},
        max(case when {{ is_low }} then trait_index end) as low_index_{{ place }}
        {%- endfor %}
    from ranked_traits
    group by family, segment

),

{{ numbered_segments() }},

segment_values as (

    select
        numbered_members.segment_number,
        cast(sum(customers.customer_value) as double) as segment_value,
        cast(sum(customers.customer_value) as double) / count(*) as value_per_member
    from numbered_members
    inner join customers on numbered_members.customer_id = customers.customer_id
    group by numbered_members.segment_number

),

base as (

    select
        count(*) as customers,
        cast(sum(customer_value) as double) as base_value
    from customers

),

-- Counted by customer first: a customer is in more than twenty segments, and each order would be
-- joined with all of them.
orders_of_customers as (

    select
        customer_id,
        channel,
        count(*) as orders
    from {{ ref('purchases') }}
    group by customer_id, channel

),

orders_by_channel as (

    select
        numbered_members.segment_number,
        orders_of_customers.channel,
        row_number() over (
            partition by numbered_members.segment_number
            order by sum(orders_of_customers.orders) desc, orders_of_customers.channel
        ) as channel_rank
    from numbered_members
    inner join orders_of_customers
        on numbered_members.customer_id = orders_of_customers.customer_id
    group by numbered_members.segment_number, orders_of_customers.channel

),

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

occasions_by_segment as (

    select
        numbered_members.segment_number,
        occasions.occasion,
        cast(sum(occasions.occasion_orders) as double) / sum(occasions.orders) as segment_share,
        sum(occasions.occasion_orders) as occasion_orders
    from numbered_members
    inner join occasions on numbered_members.customer_id = occasions.customer_id
    group by numbered_members.segment_number, occasions.occasion

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
        base_occasions.base_share > 0
        and occasions_by_segment.occasion_orders >= {{ var('minimum_cell') }}

),
{% endif %}

{% if has_input('survey_responses') %}
needs as (

    select
        numbered_members.segment_number,
        feedback.stated_need,
        row_number() over (
            partition by numbered_members.segment_number
            order by count(*) desc, feedback.stated_need
        ) as need_rank
    from numbered_members
    inner join {{ ref('customer_feedback') }} as feedback
        on numbered_members.customer_id = feedback.customer_id
    where feedback.stated_need is not null
    group by numbered_members.segment_number, feedback.stated_need
    having count(*) >= {{ var('minimum_cell') }}

),
{% endif %}

cards as (

    select
        segments.family,
        segments.segment,
        segments.as_of_date,
        {% if has_model('cluster_names') -%}
        coalesce(
            cluster_names.cluster_name,
            upper(substr(segments.segment, 1, 1)) || substr(replace(segments.segment, '_', ' '), 2)
        )
        {%- else -%}
        upper(substr(segments.segment, 1, 1)) || substr(replace(segments.segment, '_', ' '), 2)
        {%- endif %} as persona_name,
        definitions.definition,
        segments.members,
        cast(segments.members as double) / base.customers as share,
        segment_values.segment_value,
        segment_values.value_per_member,
        segment_values.segment_value / nullif(base.base_value, 0) as value_share
        {%- for place in places %},
        traits.top_trait_{{ place }},
        traits.top_index_{{ place }},
        traits.low_trait_{{ place }},
        traits.low_index_{{ place }}
        {%- endfor %},
        orders_by_channel.channel as order_channel
        {%- if has_input('consents') %},
        contact_channels.channel as contact_channel,
        contact_channels.reachable_share as contact_channel_share
        {%- endif %}
        {%- if has_input('occasions') %},
        ranked_occasions.occasion as top_occasion,
        ranked_occasions.occasion_index as top_occasion_index
        {%- endif %}
        {%- if has_input('survey_responses') %},
        needs.stated_need as top_need
        {%- endif %}
    from segments
    inner join segment_values on segments.segment_number = segment_values.segment_number
    {%- if has_model('cluster_names') %}
    left join {{ ref('cluster_names') }} as cluster_names
        on segments.family = 'cluster' and segments.segment = cluster_names.cluster
    {%- endif %}
    cross join base
    left join definitions
        on segments.family = definitions.family and segments.segment = definitions.segment
    left join traits on segments.family = traits.family and segments.segment = traits.segment
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

),

final as (

    select
        cards.*,
        trim(
            coalesce(catalogue.description, '')
            || ' '
            || cast(cards.members as {{ dbt.type_string() }})
            || ' customers, '
            || cast(cast(round(100 * cards.share) as integer) as {{ dbt.type_string() }})
            || ' % of all'
            || coalesce(
                ', with '
                || cast(cast(round(100 * cards.value_share) as integer) as {{ dbt.type_string() }})
                || ' % of the value',
                ''
            )
            || '.'
            || coalesce(' Above all: ' || replace(cards.top_trait_1, '_', ' ') || '.', '')
            || coalesce(' Least of all: ' || replace(cards.low_trait_1, '_', ' ') || '.', '')
        ) as description
    from cards
    left join catalogue
        on cards.family = catalogue.family and cards.segment = catalogue.segment

)

select * from final
