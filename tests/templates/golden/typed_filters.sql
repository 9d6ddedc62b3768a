---- template
{{ ' 7 ' | as_number + 1 }}
{{ '0.5' | as_number + 1 }}
{{ 'TRUE' | as_bool }} {{ false | as_bool }}
{{ "['a', 1]" | as_native | length }} {{ 'plain' | as_native }}
{{ 7 | as_text ~ '!' }}
---- text
8
1.5
True False
2 plain
7!
