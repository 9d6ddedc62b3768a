-- Shares of orders are meaningful only if the calendar covers every year with orders.
{{ config(once_per=once_a_day()) }}
{{ config(
    enabled=has_input('occasions'),
    severity='error' if var('shop_staging') else 'warn'
) }}

with

purchases as (

    select * from {{ ref('purchases') }}

),

occasions as (

    select * from {{ ref('stg_occasions') }}

),

years as (

    select distinct extract(year from ordered_on) as year_of_orders from purchases

),

known_years as (

    select distinct extract(year from ends_on) as known_year from occasions

),

final as (

    select years.year_of_orders
    from years
    left join known_years on years.year_of_orders = known_years.known_year
    where known_years.known_year is null

)

select * from final
