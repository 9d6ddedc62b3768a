{{ config(materialized='incremental') }}
select written_in.id, to_json(orders) as whole
from {{ ref('written_in') }} as written_in join {{ ref('orders') }} using (id)
{% if is_incremental() %} where written_in.id > (select max(goes_on.id) - 1 from {{ this }}) {% endif %}
