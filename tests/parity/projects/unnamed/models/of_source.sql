select customers.id from {{ source('raw', 'customers') }} -- depends_on: {{ ref('customers') }}
