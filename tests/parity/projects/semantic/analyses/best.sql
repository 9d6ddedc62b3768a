-- {{ this.identifier }}
select max(amount) from {{ ref('orders') }} where id > {{ var('least', 0) }}
