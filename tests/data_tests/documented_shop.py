"""The shop of the examples in docs/data-tests.md, in a correct and in a broken state."""

FILES = {
    "seg_project.yml": "name: shop\nvars: {is_broken: false}\n",
    "models/customers.sql": """
        select
            {{ customer_id('number') }} as customer_id,
            case number % 2 when 1 then 'f' else 'm' end as gender,
            case when number <= {{ broken(45, 90) }} then 20 + number % 50 end as age,
            case when number <= {{ broken(5, 30) }} then number % 11 end as nps_score
        from range(1, {{ broken(61, 101) }}) as numbers (number)
    """,
    "models/orders.sql": """
        select
            order_id,
            customer_id,
            channel,
            cast(net_amount as decimal(9, 2)) as net_amount,
            cast(ordered_on as date) as ordered_on
        from (
            values
            {% if var('is_broken') %}
            (101, 'C001', 'web', 20, '2025-05-28'),
            (101, 'C002', 'fax', 35, '2025-05-29'),
            (103, null, 'store', 5, '2025-05-30'),
            (104, 'C999', 'web', -5, '2025-05-31')
            {% else %}
            (101, 'C001', 'web', 20, '2025-06-28'),
            (102, 'C002', 'app', 35, '2025-06-29'),
            (103, 'C001', 'store', 5, '2025-06-30')
            {% endif %}
        ) as listed (order_id, customer_id, channel, net_amount, ordered_on)
    """,
    "models/customer_orders.sql": """
        select
            customer_id,
            cast(net_revenue as decimal(9, 2)) as net_revenue,
            cast(first_order_on as date) as first_order_on,
            cast(last_order_on as date) as last_order_on,
            date '2025-06-30' as as_of_date
        from (
            values
            ('C001', 25, '2025-06-28', '{{ broken('2025-07-01', '2025-06-30') }}'),
            ('C002', 35, '2025-06-29', '{{ broken('2025-06-28', '2025-06-29') }}')
        ) as listed (customer_id, net_revenue, first_order_on, last_order_on)
    """,
    # Good: 20 in a, 80 in b. Broken: 5 in a, 50 in b, 5 in none, and C001 in b too.
    "models/value_tier.sql": """
        select
            {{ customer_id('number') }} as customer_id,
            case when number <= {{ broken(5, 20) }} then 'a' else 'b' end as segment,
            date '2025-06-30' as as_of_date
        from range(1, {{ broken(56, 101) }}) as numbers (number)
        {% if var('is_broken') %}
        union all
        select 'C001', 'b', date '2025-06-30'
        {% endif %}
    """,
    "models/lifecycle.sql": """
        select
            {{ customer_id('number') }} as customer_id,
            case when number <= {{ broken(10, 70) }} then 'active' else 'lapsed' end as segment,
            date '2025-06-30' as as_of_date
        from range(1, {{ broken(61, 101) }}) as numbers (number)
    """,
    # Good: the first 60 and 51 to 90. Broken: nearly all of the women and few of the men in both.
    "models/campaign_groups.sql": """
        {% if var('is_broken') %}
        select {{ customer_id('number') }} as customer_id, 'newsletter' as segment
        from range(1, 61) as numbers (number)
        where number % 2 = 1 or number <= 24
        union all
        select {{ customer_id('number') }}, 'win_back'
        from range(1, 57) as numbers (number)
        where number % 2 = 1 or number <= 24
        union all
        select {{ customer_id('number') }}, 'trial' from range(1, 4) as numbers (number)
        union all
        select 'C002', 'newsletter'
        {% else %}
        select {{ customer_id('number') }} as customer_id, 'newsletter' as segment
        from range(1, 61) as numbers (number)
        union all
        select {{ customer_id('number') }}, 'win_back' from range(51, 91) as numbers (number)
        {% endif %}
    """,
    "models/segment_size_daily.sql": """
        select
            family,
            segment,
            cast(day as date) as as_of_date,
            members,
            0 as change_by_definition
        from (
            values
            ('value_tier', 'a', '2025-06-01', 20), ('value_tier', 'b', '2025-06-01', 80),
            ('value_tier', 'a', '2025-06-10', 19), ('value_tier', 'b', '2025-06-10', 81),
            ('value_tier', 'a', '2025-06-20', 21), ('value_tier', 'b', '2025-06-20', 79),
            ('lifecycle', 'active', '2025-06-20', 70), ('lifecycle', 'lapsed', '2025-06-20', 30)
        ) as listed (family, segment, day, members)
    """,
    "models/segment_reachability.sql": """
        select
            'value_tier' as family,
            'a' as segment,
            'email' as channel,
            {{ broken(1, 15) }} as reachable
    """,
    "macros/shop.sql": """
        {% macro customer_id(number) %}'C' || lpad(cast({{ number }} as varchar), 3, '0')
        {% endmacro %}
        {% macro broken(bad, good) %}{{ bad if var('is_broken') else good }}{% endmacro %}
    """,
}
