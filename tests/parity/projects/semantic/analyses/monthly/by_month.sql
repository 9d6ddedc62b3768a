{{ config(tags=['adhoc'], meta={'owner': 'Anna'}) }}
select date_trunc('month', ordered_on) as month, sum(amount) from {{ ref('orders') }} group by 1
