select id, 'new' as name from {{ ref('clients') }} latest join {{ ref('clients', v=1) }} first using (id)
