select nothing from {{ ref('good') }}
