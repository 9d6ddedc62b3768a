{{ config(refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

{% if has_input('customer_details') %}
customer_ids as (

    select * from {{ ref('customer_ids') }}

),

customer_details as (

    select * from {{ ref('stg_customer_details') }}
    where
        stated_at is null
        or {{ on_or_before_local_day('stated_at', as_of_date()) }}

),

details_by_recency as (

    select
        customer_ids.customer_id,
        customer_details.age_band,
        customer_details.education,
        customer_details.occupation,
        customer_details.marital_status,
        customer_details.household_size,
        customer_details.children,
        customer_details.income_band,
        customer_details.religion,
        customer_details.ethnicity,
        row_number() over (
            partition by customer_ids.customer_id
            order by customer_details.stated_at desc, customer_details.customer_id
        ) as recency_rank
    from customer_details
    inner join customer_ids on customer_details.customer_id = customer_ids.source_customer_id

),

details as (

    select * from details_by_recency
    where recency_rank = 1

),
{% endif %}

aged as (

    select
        *,
        {{ local_date('created_at') }} as customer_since_on,
        extract(year from as_of_date) - extract(year from birth_date)
        - case
            when
                100 * extract(month from as_of_date) + extract(day from as_of_date)
                < 100 * extract(month from birth_date) + extract(day from birth_date)
                then 1
            else 0
        end as age_years
    from customers

),

final as (

    select
        aged.customer_id,
        case when aged.account_id is null then 'b2c' else 'b2b' end as customer_type,
        aged.language,
        aged.job_title,
        aged.gender,
        aged.age_years,
        {% if has_input('customer_details') -%}
        coalesce({{ band('aged.age_years', var('age_bands')) }}, details.age_band) as age_band,
        {%- else -%}
        {{ band('aged.age_years', var('age_bands')) }} as age_band,
        {%- endif %}
        aged.email is not null as has_email,
        aged.phone is not null as has_phone,
        aged.customer_numbers,
        -- Some bought before they were entered as customers: a day in the future is left out.
        case
            when aged.customer_since_on <= aged.as_of_date then aged.customer_since_on
        end as customer_since_on
        {%- if has_input('customer_details') %},
        details.customer_id is not null as has_details,
        details.education,
        details.occupation,
        details.marital_status,
        details.household_size,
        details.children
        {%- for column in used_sensitive_features() %},
        details.{{ column }}
        {%- endfor %}
        {%- endif %}
    from aged
    {%- if has_input('customer_details') %}
    left join details on aged.customer_id = details.customer_id
    {%- endif %}

)

select * from final
