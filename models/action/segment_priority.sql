{{ config(enabled=has_input('consents')) }}

with

reachability as (

    select * from {{ ref('segment_reachability') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

-- Without products there are no costs: a flat margin rate stands in.
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

-- A segment without orders has no margin of its own: the average of all customers stands in.
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
        -- A large campaign with a tiny control group knows little: it is weighed as the balanced
        -- test that has the same variance.
        -- Rounded, as floating-point sums depend on the order of rows, and ranks on the last digit.
        round(sum(4.0 * sends * holdout / (sends + holdout)), 9) as effective_contacts,
        round(
            sum(4.0 * sends * holdout / (sends + holdout) * conversion_increment)
            / sum(4.0 * sends * holdout / (sends + holdout)),
            12
        ) as observed_uplift
    from {{ ref('campaign_feedback') }}
    where
        sends > 0
        and holdout > 0
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
        reachability.family,
        reachability.segment,
        reachability.channel,
        reachability.as_of_date,
        reachability.members,
        reachability.reachable,
        margins.margin_per_order,
        {% if has_input('campaigns') -%}
        coalesce(feedback.effective_contacts, 0) as effective_contacts,
        feedback.observed_uplift,
        (
            coalesce(feedback.effective_contacts * feedback.observed_uplift, 0)
            + {{ var('priority_prior_contacts') }} * {{ var('priority_prior_uplift') }}
        ) / (coalesce(feedback.effective_contacts, 0) + {{ var('priority_prior_contacts') }})
            as expected_uplift,
        {%- else -%}
        cast({{ var('priority_prior_uplift') }} as double) as expected_uplift,
        {%- endif %}
        {% if has_input('costs') -%}
        coalesce(contact_costs.contact_cost, {{ var('priority_default_contact_cost') }})
            as contact_cost
        {%- else -%}
        cast({{ var('priority_default_contact_cost') }} as double) as contact_cost
        {%- endif %}
    from reachability
    inner join margins
        on
            reachability.family = margins.family
            and reachability.segment = margins.segment
    {% if has_input('campaigns') -%}
    left join feedback
        on
            reachability.family = feedback.family
            and reachability.segment = feedback.segment
            and reachability.channel = feedback.channel
    {% endif -%}
    {% if has_input('costs') -%}
    left join contact_costs on reachability.channel = contact_costs.channel
    {% endif %}
),

gains as (

    select
        *,
        reachable * (margin_per_order * expected_uplift - contact_cost) as expected_gain
    from expected

),

final as (

    select
        *,
        dense_rank() over (partition by family order by expected_gain desc) as rank_in_family,
        dense_rank() over (order by expected_gain desc) as rank_overall
    from gains

)

select * from final
