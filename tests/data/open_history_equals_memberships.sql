-- The open rows of the history are today's memberships, rule included, and the other way round;
-- no membership is open twice.
{{ config(refresh_by='customer_id') }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

history as (

    select * from {{ ref('segment_membership_history') }}

),

{{ open_is_as_today('customer_id') }}

select * from final
