{{ config(refresh_by='customer_id', refresh_through={'clv_outlook': 'clv_histories'}) }}
{%- set horizons = {'clv': 'horizon', 'clv_month': 'month', 'clv_year': 'year'} %}
{%- set unit = var('clv_period_days') * var('clv_periods') %}
{%- set rfm_days = {'clv': unit, 'clv_month': 30, 'clv_year': 365} %}

with

histories as (

    select * from {{ ref('clv_histories') }}
    where sample = 'all'

),

fits as (

    select * from {{ ref('clv_fit') }}
    where
        sample = 'all'
        and model = 'gamma_gamma'

),

method as (

    select * from {{ ref('clv_method') }}
    where as_of_date = {{ as_of_date() }}

),

outlook as (

    select * from {{ ref('clv_outlook') }}

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

customer_rfm as (

    select * from {{ ref('customer_rfm') }}

),

spend as (

    select
        {{ clv_parameter('p') }} as p,
        {{ clv_parameter('q') }} as q,
        {{ clv_parameter('gamma') }} as gamma
        {%- for number in [1, 2, 3] %}
        {%- for name in ['p', 'q', 'gamma'] %},
        coalesce({{ clv_parameter(name, 'factor_' ~ number) }}, 0) as {{ name }}_{{ number }}
        {%- endfor %}
        {%- endfor %}
    from fits

),

-- The margin rate: the customer's own if the costs are known, shrunk towards that of all if there
-- are few purchases, since one purchase says little.
margins as (

    select
        customer_id,
        net_revenue,
        {{ own_margin_rate() }} as margin_rate
    from customer_orders
    where net_revenue > 0

),

base_margin as (

    select * from {{ ref('clv_margin_base') }}

),

margin_rates as (

    select
        margins.customer_id,
        greatest(
            coalesce(
                (
                    margins.margin_rate * margins.net_revenue
                    + base_margin.margin_rate * base_margin.prior_revenue
                ) / (margins.net_revenue + base_margin.prior_revenue),
                base_margin.margin_rate
            ),
            0
        ) as margin_rate
    from margins
    cross join base_margin

),

-- The fallback: expected revenue is that of customers with the same RFM code in the last year, or
-- that of all customers if nobody had the code at the start of the day.
rfm_values as (

    select * from {{ ref('clv_rfm_values') }}

),

everyone as (

    select * from rfm_values
    where rfm_code is null

),

by_code as (

    select
        customer_rfm.customer_id
        {%- for column in ['net_revenue_365d', 'variance', 'some_probability'] %},
        coalesce(rfm_values.{{ column }}, everyone.{{ column }}) as {{ column }}
        {%- endfor %}
    from customer_rfm
    left join rfm_values on customer_rfm.rfm_code = rfm_values.rfm_code
    left join everyone on customer_rfm.rfm_code is not null

),

predicted as (

    select
        histories.customer_id,
        method.method as clv_basis,
        method.is_churn_told,
        histories.repeat_purchase_days,
        greatest(coalesce(margin_rates.margin_rate, base_margin.margin_rate), 0) as margin_rate,
        outlook.p_alive,
        outlook.next_order_probability,
        outlook.discounted_orders
        {%- for of in horizons.values() %},
        outlook.{{ of }}_orders,
        outlook.{{ of }}_some_probability,
        outlook.{{ of }}_variance
        {%- endfor %}
        {%- for number in [1, 2, 3, 4] %},
        outlook.deviation_{{ number }}
        {%- endfor %},
        case
            when method.method <> 'rfm'
                then spend.p
                    * (spend.gamma + histories.repeat_purchase_days * histories.mean_repeat_value)
                    / (spend.p * histories.repeat_purchase_days + spend.q - 1)
        end as average_value,
        -- The posterior of the value of a purchase: its variance divided by its squared mean. With
        -- few purchases the variance does not exist; a large value is used instead.
        1 / greatest(spend.p * histories.repeat_purchase_days + spend.q - 2, 0.25) as spend_vagueness,
        1 / spend.p as spend_noise,
        -- Relative growth of average_value with the logarithm of each parameter.
        1 - spend.p * histories.repeat_purchase_days
        / (spend.p * histories.repeat_purchase_days + spend.q - 1) as by_p,
        -spend.q / (spend.p * histories.repeat_purchase_days + spend.q - 1) as by_q,
        spend.gamma
        / (spend.gamma + histories.repeat_purchase_days * histories.mean_repeat_value) as by_gamma
        {%- for number in [1, 2, 3] %}
        {%- for name in ['p', 'q', 'gamma'] %},
        spend.{{ name }}_{{ number }}
        {%- endfor %}
        {%- endfor %}
    from histories
    cross join method
    cross join spend
    cross join base_margin
    left join margin_rates on histories.customer_id = margin_rates.customer_id
    left join outlook
        on histories.repeat_purchase_days = outlook.repeat_purchase_days
        and histories.last_purchase_age_days = outlook.last_purchase_age_days
        and histories.age_days = outlook.age_days

),
-- Means, variances and probabilities of a customer's revenue, before the margin.
brought as (

    select
        predicted.customer_id,
        predicted.clv_basis,
        predicted.is_churn_told,
        predicted.repeat_purchase_days,
        predicted.margin_rate,
        predicted.p_alive,
        predicted.next_order_probability,
        predicted.horizon_orders as expected_orders,
        predicted.average_value
        {%- for name, of in horizons.items() %}
        {%- set orders = 'predicted.' ~ of ~ '_orders' %}
        {%- set discount = 'predicted.discounted_orders / nullif(' ~ orders ~ ', 0)'
            if name == 'clv' else '1' %},
        case
            when predicted.clv_basis = 'rfm'
                then by_code.net_revenue_365d * {{ rfm_days[name] }} / 365.0
            else coalesce(predicted.average_value * {{ orders }} * {{ discount }}, 0)
        end as {{ name }},
        -- The fitted models: the variances of the number of orders and of their values. The
        -- fallback: the variance between customers with the same code, and the error of their mean.
        case
            when predicted.clv_basis = 'rfm'
                then 2 * by_code.variance * {{ rfm_days[name] }} / 365.0
            else coalesce(power(predicted.average_value * {{ discount }}, 2) * (
                {{ orders }} * (1 + predicted.spend_vagueness) * predicted.spend_noise
                + (predicted.{{ of }}_variance + power({{ orders }}, 2))
                * (1 + predicted.spend_vagueness)
                - power({{ orders }}, 2)
            ), 0)
        end as {{ name }}_variance,
        case
            when predicted.clv_basis = 'rfm'
                then 1 - power(1 - by_code.some_probability, {{ rfm_days[name] }} / 365.0)
            else predicted.{{ of }}_some_probability
        end as {{ name }}_some_probability
        {%- endfor %}
        {%- for number in [1, 2, 3, 4] %},
        coalesce(predicted.average_value * predicted.deviation_{{ number }}, 0)
            as deviation_{{ number }}
        {%- endfor %}
        {%- for number in [1, 2, 3] %},
        coalesce(
            predicted.average_value * predicted.discounted_orders * (
                predicted.by_p * predicted.p_{{ number }}
                + predicted.by_q * predicted.q_{{ number }}
                + predicted.by_gamma * predicted.gamma_{{ number }}
            ),
            0
        ) as deviation_{{ number + 4 }}
        {%- endfor %}
    from predicted
    inner join by_code on predicted.customer_id = by_code.customer_id

),

final as (

    select
        customer_id,
        clv_basis,
        is_churn_told,
        repeat_purchase_days,
        margin_rate,
        p_alive,
        next_order_probability,
        expected_orders,
        average_value
        {%- for name in horizons %},
        margin_rate * {{ name }} as {{ name }},
        power(margin_rate, 2) * {{ name }}_variance as {{ name }}_variance,
        {{ name }}_some_probability
        {%- endfor %}
        {%- for number in [1, 2, 3, 4, 5, 6, 7] %},
        margin_rate * deviation_{{ number }} as deviation_{{ number }}
        {%- endfor %}
    from brought

)

select * from final
