select * from {{ ref('tools', 'counted') }}
