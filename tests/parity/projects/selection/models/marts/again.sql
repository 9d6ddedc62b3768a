{{ config(tags=['weekly'], meta={'owner': 'anna'}) }}
select {{ twice('revenue') }} as doubled from {{ ref('customers') }}
