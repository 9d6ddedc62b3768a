{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', batch_size='day', begin='2025-01-01', lookback=1) }}
select id, at, id * {{ var('times') }} as amount from {{ ref('events') }}
