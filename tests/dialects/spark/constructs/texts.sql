-- texts are joined, and NULL makes NULL
select id, name || ' of ' || city as who from customers;
-- texts are joined without NULL
select id, concat(name, ' of ', city) as who, concat_ws(', ', name, city) as listed from customers;
-- numbers are joined to texts
select id, name || ' ' || id as numbered, concat('no. ', age) as aged from customers;
-- upper and lower case
select id, upper(name) as upper, lower(city) as lower from customers;
-- blanks are cut off
select trim('  a b ') as both, ltrim('  a ') || '|' as left_side, rtrim(' a  ') || '|' as right_side;
-- characters are cut off
select trim('xxaxx', 'x') as both, ltrim('xyxa', 'xy') as left_side, rtrim('abba', 'a') as right_side;
-- how long a text is, in characters
select id, length(name) as length, strlen(name) as bytes, length('') as none from customers;
-- a part of a text
select substr('abcdef', 2, 3) as bcd, substring('abcdef', 3) as rest;
-- the ends of a text
select left('abcdef', 2) as first, right('abcdef', 2) as last, left('ab', 0) as none;
-- filled up to a length
select lpad('7', 3, '0') as left_side, rpad('ab', 4, '.') as right_side, lpad('abcd', 2, '0') as cut;
-- where a text is in another
select position('b' in 'abc') as two, strpos('abc', 'c') as three, instr('abc', 'x') as none;
-- pieces of a text
select split_part('a|b|c', '|', 2) as b, split_part('a|b|c', '|', 4) as none, split_part('a|b|c', '|', -1) as last;
-- a text as a list
select string_split('a,b,,c', ',') as parts, str_split('a.b', '.') as dots;
-- types of texts with a length
select cast('abcdef' as varchar(3)) as whole, cast('abc' as text) as text;
-- replaced
select replace('a-b-c', '-', '+') as plus, translate('abc', 'ab', 'xy') as other;
-- repeated and reversed
select repeat('ab', 3) as thrice, reverse('abc') as back;
-- what a text begins and ends with, and contains
select id, starts_with(name, 'A') as a, ends_with(name, 'a') as ends, contains(name, 'n') as has, suffix(name, 'b') as b, prefix(name, 'B') as p from customers;
-- a text like a pattern
select id from customers where name like 'A%' or name like '_o%' or city not like '%n%';
-- like in any case
select id from customers where name ilike 'a%' or city not ilike '%N%';
-- like with an escape
select id from customers where name like 'A!_%' escape '!' or 'a_b' like 'a!_b' escape '!';
-- a regular expression that matches anywhere
select id, regexp_matches(name, '^[AB]') as starts, regexp_matches(name, 'n+') as has from customers;
-- a regular expression that matches all
select id, regexp_full_match(name, '[A-Z][a-z]+') as is_plain from customers;
-- what a regular expression finds
select regexp_extract('order 123 of 456', '[0-9]+') as first, regexp_extract('a=1', '(\w+)=(\d+)', 2) as value, regexp_extract('abc', '[0-9]+') as none;
-- all matches are replaced
select regexp_replace('a1b2', '[0-9]', '#', 'g') as every;
-- all that a regular expression finds
select regexp_extract_all('a1b22', '[0-9]+') as found;
-- characters and their numbers
select chr(65) as a, ascii('A') as number, chr(228) as umlaut;
-- digests
select md5('abc') as md5, sha256('abc') as sha256;
-- numbers as texts
select id, cast(id as varchar) as whole, cast(amount as varchar) as exact, cast(true as varchar) as yes from orders;
-- texts with quotes and backslashes
select 'it''s' as quoted, 'a\b' as backslash, 'a"b' as doubled, 'tab\n' as not_a_line;
-- texts of other scripts
select 'Zürich' as city, length('Zürich') as six, upper('zürich straße') as upper, lower('ÄÖ') as lower, '日本' as japan;
-- names in quotes
select id as "Customer Id", name as "select" from customers;
-- texts are compared by their bytes
select name from customers where name > 'B' order by name;
-- NULL and the empty text
select coalesce(nullif('', ''), 'none') as none, '' = '' as same, length(nullif('a', 'b')) as one;
-- hexadecimal numbers
select hex(255) as ff, to_hex(255) as also;
-- distance of texts
select levenshtein('kitten', 'sitting') as three;
-- whether a text has letters alone
select id from customers where regexp_matches(name, '^[A-Za-z]+$') and not regexp_matches(name, '\d');
