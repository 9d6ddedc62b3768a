select id, ts, {% if is_incremental() %}true{% else %}false{% endif %} as is_going_on from {{ ref('events') }}
