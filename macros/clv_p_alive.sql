{#
Purpose    the chance that a customer is still one, by BG/NBD (Fader, Hardie & Lee 2005): 1 without
           a repeat purchase, because the model lets customers go only after one
Arguments  history  SQL: a relation with repeat_purchase_days, last_purchase_age_days, age_days
           fit      SQL: a relation with r, alpha, a, b; alpha in units of clv_time_unit_days
Result     a double from 0 to 1; NULL where the parameters are
Example    {{ clv_p_alive('histories', 'fit') }}
#}
{% macro clv_p_alive(history, fit) -%}
    {%- set unit = var('clv_time_unit_days') -%}
    case
        when {{ fit }}.r is null then null
        when {{ history }}.repeat_purchase_days = 0 then 1.0
        else 1 / (
            1 + exp(
                least(
                    700,
                    ln({{ fit }}.a) - ln({{ fit }}.b + {{ history }}.repeat_purchase_days - 1)
                    + ({{ fit }}.r + {{ history }}.repeat_purchase_days) * (
                        ln({{ fit }}.alpha + {{ history }}.age_days / {{ unit }}.0)
                        - ln({{ fit }}.alpha + {{ history }}.last_purchase_age_days / {{ unit }}.0)
                    )
                )
            )
        )
    end
{%- endmacro %}
