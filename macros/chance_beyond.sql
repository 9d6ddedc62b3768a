{#
Purpose    the probability that a standard normal variable is farther from 0, on either side, than
           a value (complementary error function, W. H. Press et al., Numerical Recipes, 2nd
           edition, 6.2: within 1.2e-7 of it)
Arguments  z  SQL: the absolute value
Result     SQL: a double; NULL for NULL
Example    {{ chance_beyond('1.959963985') }} -> 0.05
#}
{% macro chance_beyond(z) -%}
    {%- set t = '(1 / (1 + ' ~ z ~ ' / 2.8284271247461903))' -%}
    {{ t }} * exp(
        -{{ z }} * {{ z }} / 2 - 1.26551223 + {{ t }} * (1.00002368 + {{ t }} * (0.37409196
        + {{ t }} * (0.09678418 + {{ t }} * (-0.18628806 + {{ t }} * (0.27886807
        + {{ t }} * (-1.13520398 + {{ t }} * (1.48851587 + {{ t }} * (-0.82215223
        + {{ t }} * 0.17087277))))))))
    )
{%- endmacro %}
