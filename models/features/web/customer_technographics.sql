{{ config(enabled=has_input('web_events'), refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

devices as (

    select * from {{ ref('customer_devices') }}

),

final as (

    select
        customers.customer_id,
        devices.main_device,
        devices.main_os,
        devices.main_browser,
        devices.devices,
        devices.device_kinds,
        devices.mobile_share,
        devices.app_share,
        devices.app_version,
        devices.last_seen_on,
        -- Over all time: with only the window, a change would be forgotten after a year.
        coalesce(devices.systems_ever > 1, false) as has_changed_os
    from customers
    left join devices on customers.customer_id = devices.customer_id

)

select * from final
