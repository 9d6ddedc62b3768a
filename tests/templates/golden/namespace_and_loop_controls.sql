---- template
{%- set found = namespace(total=0, names=[]) -%}
{%- for n in range(10) -%}
    {%- if n is odd -%}{%- continue -%}{%- endif -%}
    {%- if n > 6 -%}{%- break -%}{%- endif -%}
    {%- set found.total = found.total + n -%}
    {%- do found.names.append('c' ~ n) -%}
{%- endfor -%}
select {{ found.names | join(', ') }}, {{ found.total }}
---- text
select c0, c2, c4, c6, 12
