select '{{ target.get('kept', 'none') }}' as kept from {{ ref('kept_in_target') }}
