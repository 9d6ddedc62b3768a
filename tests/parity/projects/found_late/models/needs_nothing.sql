{{ config(enabled=var('is_known', false)) }} select '{{ var('nobody_said') }}' as x
