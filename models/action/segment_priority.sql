{{ config(enabled=has_input('consents'), once_per=once_a_day()) }}
{%- set limits = var('channel_contacts', sample_pin('channel_contacts')) or {} %}
{%- set listed = [] %}
{%- for list in contact_lists() %}
    {%- do listed.append(sql_literal(list.family ~ '.' ~ list.segment)) %}
{%- endfor %}

with

reachability as (

    select * from {{ ref('segment_reachability') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

reachable_customers as (

    select
        customer_id,
        channel,
        {{ hash_bucket("'one'", 'customer_id') }} as first_number,
        {{ hash_bucket("'two'", 'customer_id') }} as second_number,
        {{ hash_bucket("'three'", 'customer_id') }} as third_number
    from {{ ref('customer_reachability') }}
    where is_reachable

),

-- Not an audience: segments that say nothing about people, and those too small to be exported.
audiences as (

    select
        memberships.family,
        memberships.segment,
        reachable_customers.channel,
        count(*) as reachable,
        sum(reachable_customers.first_number) as first_sum,
        sum(reachable_customers.second_number) as second_sum,
        sum(reachable_customers.third_number) as third_sum
    from memberships
    inner join reachable_customers on memberships.customer_id = reachable_customers.customer_id
    where memberships.segment not in {{ text_list(var('priority_not_audiences') or ['']) }}
    group by memberships.family, memberships.segment, reachable_customers.channel
    having count(*) >= {{ var('minimum_cell') }}

),

-- Two segments with the same people are one audience: equal counts, and equal sums of three hashes.
-- If one of them is a list, its name is used, so that contact_plan finds the value of a contact.
named_audiences as (

    select
        family,
        segment,
        channel,
        reachable,
        row_number() over (
            partition by channel, reachable, first_sum, second_sum, third_sum
            order by
                {%- if listed %}
                case when family || '.' || segment in ({{ listed | join(', ') }}) then 0 else 1 end,
                {%- endif %}
                family,
                segment
        ) as place,
        count(*) over (
            partition by channel, reachable, first_sum, second_sum, third_sum
        ) as equal_segments
    from audiences

),

-- Without products there are no costs: a flat margin rate is used instead.
customers as (

    select
        customer_id,
        orders,
        {% if has_input('products') -%}
        margin
        {%- else -%}
        cast({{ var('priority_margin_rate') }} * net_revenue as decimal(18, 6)) as margin
        {%- endif %}
    from {{ ref('customer_orders') }}

),

base as (

    select cast(sum(margin) as double) / nullif(sum(orders), 0) as margin_per_order
    from customers

),

-- A segment without orders has no margin of its own: the average of all customers is used.
margins as (

    select
        memberships.family,
        memberships.segment,
        coalesce(
            cast(sum(customers.margin) as double) / nullif(sum(customers.orders), 0),
            max(base.margin_per_order),
            0
        ) as margin_per_order
    from memberships
    inner join customers on memberships.customer_id = customers.customer_id
    cross join base
    group by memberships.family, memberships.segment

),

{% if has_input('campaigns') %}
feedback as (

    select
        family,
        segment,
        channel,
        -- A large campaign with a tiny control group gives little evidence: its weight is that of
        -- the balanced test with the same variance.
        -- Rounded: floating-point sums depend on the order of rows, and ranks on the last digit.
        round(sum(4.0 * sends * holdout / (sends + holdout)), 9) as effective_contacts,
        round(
            sum(4.0 * sends * holdout / (sends + holdout) * conversion_increment)
            / sum(4.0 * sends * holdout / (sends + holdout)),
            12
        ) as observed_uplift,
        (sum(conversions + holdout_conversions) + 0.5) / (sum(sends + holdout) + 1) as rate
    from {{ ref('campaign_feedback') }}
    where
        sends > 0
        and holdout > 0
        -- Yesterday's mail has no orders yet: counting it would understate what mails bring.
        and is_window_over
        {%- if not var('priority_uses_later_segments') %}
        and is_segment_of_send_day
        {%- endif %}
    group by family, segment, channel

),
{% endif %}

{% if has_input('costs') %}
contact_costs as (

    select
        channel,
        cast(max_by(amount, valid_from) as double) as contact_cost
    from {{ ref('stg_costs') }}
    where
        cost_type = 'contact'
        and valid_from <= {{ as_of_date() }}
    group by channel

),
{% endif %}

expected as (

    select
        named_audiences.family,
        named_audiences.segment,
        named_audiences.channel,
        reachability.members,
        named_audiences.reachable,
        named_audiences.equal_segments,
        {% if limits -%}
        case named_audiences.channel
            {% for channel, most in limits.items() -%}
            when {{ sql_literal(channel) }} then least(named_audiences.reachable, {{ most }})
            {% endfor -%}
            else named_audiences.reachable
        end as contacts,
        {%- else -%}
        named_audiences.reachable as contacts,
        {%- endif %}
        margins.margin_per_order,
        {% if has_input('campaigns') -%}
        coalesce(feedback.effective_contacts, 0) as effective_contacts,
        feedback.observed_uplift,
        coalesce(feedback.rate, {{ var('priority_order_rate') }}) as rate,
        {%- else -%}
        cast(0 as double) as effective_contacts,
        cast(null as double) as observed_uplift,
        cast({{ var('priority_order_rate') }} as double) as rate,
        {%- endif %}
        {% if has_input('costs') -%}
        coalesce(contact_costs.contact_cost, {{ var('priority_default_contact_cost') }})
            as contact_cost
        {%- else -%}
        cast({{ var('priority_default_contact_cost') }} as double) as contact_cost
        {%- endif %}
    from named_audiences
    inner join reachability
        on
            named_audiences.family = reachability.family
            and named_audiences.segment = reachability.segment
            and named_audiences.channel = reachability.channel
    inner join margins
        on
            named_audiences.family = margins.family
            and named_audiences.segment = margins.segment
    {% if has_input('campaigns') -%}
    left join feedback
        on
            named_audiences.family = feedback.family
            and named_audiences.segment = feedback.segment
            and named_audiences.channel = feedback.channel
    {% endif -%}
    {% if has_input('costs') -%}
    left join contact_costs on named_audiences.channel = contact_costs.channel
    {% endif -%}
    where named_audiences.place = 1

),

-- The prior counts as that many contacts with its uplift. In a balanced test, a difference of rates
-- has the variance 4 p (1 - p) / contacts.
uplifts as (

    select
        *,
        (
            effective_contacts * coalesce(observed_uplift, 0)
            + {{ var('priority_prior_contacts') }} * {{ var('priority_prior_uplift') }}
        ) / (effective_contacts + {{ var('priority_prior_contacts') }}) as expected_uplift,
        1.959964 * sqrt(
            4 * rate * (1 - rate) / (effective_contacts + {{ var('priority_prior_contacts') }})
        ) as half_width
    from expected

),

gains as (

    select
        *,
        expected_uplift - half_width as uplift_low,
        expected_uplift + half_width as uplift_high,
        margin_per_order * expected_uplift - contact_cost as value_per_contact,
        -- If an order loses money, more orders lose more.
        least(
            margin_per_order * (expected_uplift - half_width),
            margin_per_order * (expected_uplift + half_width)
        ) - contact_cost as value_low,
        greatest(
            margin_per_order * (expected_uplift - half_width),
            margin_per_order * (expected_uplift + half_width)
        ) - contact_cost as value_high
    from uplifts

),

final as (

    select
        family,
        segment,
        channel,
        members,
        reachable,
        equal_segments,
        contacts,
        margin_per_order,
        effective_contacts,
        observed_uplift,
        expected_uplift,
        uplift_low,
        uplift_high,
        contact_cost,
        value_per_contact,
        value_low,
        value_high,
        case
            when value_low > 0 then 'pays'
            when value_high < 0 then 'costs more than it brings'
            else 'too few to tell'
        end as finding,
        contacts * value_per_contact as expected_gain,
        dense_rank() over (partition by family order by value_per_contact desc) as rank_in_family,
        dense_rank() over (order by value_per_contact desc) as rank_overall
    from gains

)

select * from final
