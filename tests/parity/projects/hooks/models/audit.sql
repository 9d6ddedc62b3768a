{{ config(materialized='incremental', full_refresh=false) }}
select 'begun' as what, 0 as number
{% if is_incremental() %} where false {% endif %}
