{{ config(once_per=once_a_day()) }}
{%- set places = [1, 2, 3] %}
{%- set habits = [] %}
{%- if has_input('products') %}{% do habits.append('top_category') %}{% endif %}
{%- if has_input('consents') %}
    {%- for name in ['contact_channel', 'contact_channel_share'] %}{% do habits.append(name) %}{% endfor %}
    {%- for name in ['avoided_channel', 'avoided_channel_share'] %}{% do habits.append(name) %}{% endfor %}
{%- endif %}
{%- if has_input('occasions') %}
    {%- for name in ['top_occasion', 'top_occasion_index'] %}{% do habits.append(name) %}{% endfor %}
{%- endif %}
{%- if has_input('survey_responses') %}{% do habits.append('top_need') %}{% endif %}

with

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

-- A trait describes a segment only if it sets the segment apart, its value is known and not rare
-- among all customers, and it does not belong to a few people who could be identified.
told_traits as (

    select
        *,
        {{ trait_phrase('feature', 'level') }} as trait
    from profile
    where
        is_distinct
        and level <> 'unknown'
        and share_in_all >= {{ var('persona_min_share') }}
        and members >= {{ var('minimum_cell') }}

),

-- One level per feature: otherwise all three traits could be bands of the same number.
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

{{ segments_by_set() }},

values_by_set as (

    select
        sets.segment_set,
        sum(customers.customer_value) as customer_value,
        sum(customers.net_revenue) as net_revenue
    from sets
    inner join customers on sets.customer_id = customers.customer_id
    group by sets.segment_set

),

segment_values as (

    select
        numbered_sets.segment_number,
        cast(sum(values_by_set.customer_value) as double) as segment_value,
        cast(sum(values_by_set.customer_value) as double) / sum(numbered_sets.customers)
            as value_per_member,
        cast(sum(values_by_set.net_revenue) as double) as lifetime_value,
        cast(sum(values_by_set.net_revenue) as double) / sum(numbered_sets.customers)
            as lifetime_value_per_member
    from numbered_sets
    inner join values_by_set on numbered_sets.segment_set = values_by_set.segment_set
    group by numbered_sets.segment_number

),

base as (

    select
        count(*) as customers,
        cast(sum(customer_value) as double) as base_value,
        cast(sum(net_revenue) as double) as base_lifetime_value
    from customers

),

cards as (

    select
        segments.family,
        segments.segment,
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
        segment_values.segment_value / nullif(base.base_value, 0) as value_share,
        segment_values.lifetime_value,
        segment_values.lifetime_value_per_member,
        segment_values.lifetime_value / nullif(base.base_lifetime_value, 0) as lifetime_value_share
        {%- for place in places %},
        traits.top_trait_{{ place }},
        traits.top_index_{{ place }},
        traits.low_trait_{{ place }},
        traits.low_index_{{ place }}
        {%- endfor %},
        habits.order_channel
        {%- for name in habits %},
        habits.{{ name }}
        {%- endfor %}
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
    left join {{ ref('segment_habits') }} as habits
        on segments.family = habits.family and segments.segment = habits.segment

),

told as (

    select
        cards.*,
        catalogue.description as meaning,
        cards.top_trait_1
        || coalesce(
            case when cards.top_trait_3 is null then ' and ' else ', ' end || cards.top_trait_2, ''
        )
        || coalesce(' and ' || cards.top_trait_3, '') as top_traits,
        {%- for name in ['members', 'segment_value', 'lifetime_value'] %}
        cast(cast(round(cards.{{ name }}) as bigint) as {{ dbt.type_string() }}) as {{ name }}_text,
        {%- endfor %}
        {%- for name in ['share', 'value_share', 'lifetime_value_share'] %}
        cast(cast(round(100 * cards.{{ name }}) as integer) as {{ dbt.type_string() }}) || ' %'
            as {{ name }}_text{{ ',' if not loop.last }}
        {%- endfor %}
    from cards
    left join catalogue
        on cards.family = catalogue.family and cards.segment = catalogue.segment

),

-- Who they are and what they are worth; what sets them apart; what they buy, where and when; why;
-- how to reach them, and what to avoid.
final as (

    select
        {%- for name in [
            'family', 'segment', 'persona_name', 'definition', 'members', 'share',
            'segment_value', 'value_per_member', 'value_share', 'lifetime_value',
            'lifetime_value_per_member', 'lifetime_value_share',
        ] %}
        {{ name }},
        {%- endfor %}
        {%- for place in places %}
        top_trait_{{ place }},
        top_index_{{ place }},
        low_trait_{{ place }},
        low_index_{{ place }},
        {%- endfor %}
        order_channel,
        {%- for name in habits %}
        {{ name }},
        {%- endfor %}
        trim(
            coalesce(meaning || ' ', '')
            || 'They are ' || members_text || ' customers, ' || share_text || ' of all'
            || case
                when lifetime_value = 0 then ', and have not brought anything yet' else ''
            end
            || coalesce(
                case when lifetime_value > 0 then ', and brought ' end || segment_value_text || ' {{ var('reporting_currency') }} in the last'
                || ' year (' || value_share_text || ' of all)',
                ''
            )
            || coalesce(
                case when lifetime_value > 0 then ' and ' end || lifetime_value_text || ' since they came (' || lifetime_value_share_text
                || ')',
                ''
            )
            || '.'
            || coalesce(' More often than others they ' || top_traits || '.', '')
            || coalesce(' Few of them ' || low_trait_1 || '.', '')
            {%- if has_input('products') %}
            || coalesce(' What they buy more than others is ' || replace(top_category, '_', ' ') || '.', '')
            {%- endif %}
            || coalesce(' They order mostly through ' || replace(order_channel, '_', ' '), '')
            {%- if has_input('occasions') %}
            || case
                when order_channel is null then ''
                else coalesce(
                    ', and more than others before ' || replace(top_occasion, '_', ' '), ''
                )
            end
            {%- endif %}
            || case when order_channel is null then '' else '.' end
            {%- if has_input('survey_responses') %}
            || coalesce(' What they ask for most is ' || replace(top_need, '_', ' ') || '.', '')
            {%- endif %}
            {%- if has_input('consents') %}
            || coalesce(
                ' Reach them by ' || contact_channel || ': '
                || cast(
                    cast(round(100 * contact_channel_share) as integer) as {{ dbt.type_string() }}
                ) || ' % can be reached so.',
                ''
            )
            || coalesce(
                ' Avoid ' || avoided_channel || ': only '
                || cast(
                    cast(round(100 * avoided_channel_share) as integer) as {{ dbt.type_string() }}
                ) || ' % can be reached so.',
                ''
            )
            {%- endif %}
        ) as description
    from told

)

select * from final
