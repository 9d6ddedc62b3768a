select
    id,
    ts,
{% if model.batch %}
    '{{ model.batch.id }}' as batch,
    '{{ model.batch.event_time_start }}' as starts,
    '{{ model.batch.event_time_end.strftime("%d.%m.%Y %H:%M") }}' as ends
{% else %}
    'none' as batch,
    'none' as starts,
    'none' as ends
{% endif %}
from {{ ref('events') }}
