select n, kind, {{ kind() }} as own_kind from {{ ref('counted') }}
