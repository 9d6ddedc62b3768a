-- days between time stamps are midnights
select id, date_diff('day', ordered_at, timestamp '2024-03-01 00:00:00') as days from orders;
-- days between dates
select id, date_diff('day', ordered_on, date '2024-03-01') as days, datediff('day', date '2024-03-01', ordered_on) as other from orders;
-- months between time stamps are firsts of a month
select id, date_diff('month', ordered_at, timestamp '2024-03-01 00:00:00') as months from orders;
-- quarters and years between are their first days
select id, date_diff('quarter', ordered_at, timestamp '2024-03-01 00:00:00') as quarters, date_diff('year', ordered_on, date '2025-01-01') as years from orders;
-- weeks between dates
select id, date_diff('week', ordered_on, date '2024-03-01') as weeks, date_diff('week', ordered_at, timestamp '2024-03-01 00:00:00') as of_time from orders;
-- hours, minutes and seconds between time stamps
select id, date_diff('hour', ordered_at, timestamp '2024-03-01 00:30:00') as hours, date_diff('minute', ordered_at, timestamp '2024-03-01 00:30:00') as minutes, date_diff('second', ordered_at, timestamp '2024-03-01 00:30:00') as seconds from orders;
-- hours between times that are just before and after the hour
select date_diff('hour', timestamp '2024-01-01 00:59:59', timestamp '2024-01-01 01:00:00') as one, date_diff('minute', timestamp '2024-01-01 00:59:59', timestamp '2024-01-01 01:00:00') as also_one;
-- negative differences
select date_diff('hour', timestamp '2024-01-01 01:00:00', timestamp '2024-01-01 00:59:59') as hour, date_diff('month', date '2024-02-01', date '2024-01-31') as month, date_diff('week', date '2024-01-08', date '2024-01-07') as week;
-- a date less a date is days
select id, ordered_on - date '2024-01-01' as days from orders;
-- days are added to a date
select id, ordered_on + 30 as later, ordered_on - 7 as before from orders;
-- intervals of days are added to time stamps
select id, ordered_at + interval 30 day as later, ordered_at - interval '2 hours' as before from orders;
-- an interval is added to a date
select id, ordered_on + interval 1 day as later, ordered_on - interval 1 month as before, date '2024-01-31' + interval '1 month' as end_of_month from orders;
-- intervals of months, years and minutes
select timestamp '2024-01-31 10:00:00' + interval 1 month as month, timestamp '2024-02-29 10:00:00' + interval '1 year' as year, timestamp '2024-01-01 10:00:00' + interval 90 minute as minutes, timestamp '2024-01-01 10:00:00' + interval '10' second as seconds, timestamp '2024-01-01 10:00:00' + interval 2 week as weeks;
-- as many days as a column says
select id, ordered_at + quantity * interval '1 day' as later, ordered_at + interval '1 day' * quantity as same from orders;
-- as many days as a column says, by to_days
select id, ordered_at + to_days(quantity) as later, ordered_at + to_months(quantity) as months, ordered_at - to_hours(2) as hours from orders;
-- an interval of a column
select id, ordered_at + interval (quantity) day as later from orders;
-- the start of a month, a quarter, a year, a week
select id, date_trunc('month', ordered_at) as month, date_trunc('quarter', ordered_at) as quarter, date_trunc('year', ordered_at) as year, date_trunc('week', ordered_at) as week from orders;
-- the start of a day and an hour
select id, date_trunc('day', ordered_at) as day, date_trunc('hour', ordered_at) as hour, date_trunc('minute', ordered_at) as minute from orders;
-- the start of the month of a date
select id, date_trunc('month', ordered_on) as month, date_trunc('week', ordered_on) as week, date_trunc('year', ordered_on) as year, date_trunc('day', ordered_on) as day, date_trunc('quarter', ordered_on) as quarter from orders;
-- the start of a month of what is made a date
select id, date_trunc('week', cast(ordered_at as date)) as week, cast(date_trunc('month', cast(ordered_at as date)) as date) as month from orders;
-- the moment that a value of any type means
select id, case when typeof(ordered_at) = 'DATE' then timezone('UTC', timezone('Europe/Berlin', cast(ordered_at as timestamp))) else coalesce(make_timestamp(epoch_us(ordered_at)), cast(ordered_at as timestamp)) end as moment, case when typeof(ordered_on) = 'DATE' then timezone('UTC', timezone('Europe/Berlin', cast(ordered_on as timestamp))) else coalesce(make_timestamp(epoch_us(ordered_on)), cast(ordered_on as timestamp)) end as of_date from orders;
-- the day on a clock of a value of any type
select id, coalesce(case when typeof(ordered_at) = 'DATE' then cast(ordered_at as date) end, cast(timezone('Europe/Berlin', make_timestamptz(epoch_us(ordered_at))) as date), cast(ordered_at as date)) as day, coalesce(case when typeof(ordered_on) = 'DATE' then cast(ordered_on as date) end, cast(timezone('Europe/Berlin', make_timestamptz(epoch_us(ordered_on))) as date), cast(ordered_on as date)) as of_date from orders;
-- times that a clock skips and repeats
select t.n, timezone('UTC', timezone('Europe/Berlin', t.moment)) as utc, timezone('Europe/Berlin', timezone('UTC', t.moment)) as berlin from (values (1, timestamp '2024-03-31 02:30:00'), (2, timestamp '2024-10-27 02:30:00'), (3, timestamp '2024-10-27 00:30:00'), (4, timestamp '2024-10-27 01:30:00')) as t(n, moment);
-- the start of a month as a date
select id, cast(date_trunc('month', ordered_at) as date) as month from orders;
-- year, month and day of a date
select id, extract(year from ordered_on) as y, extract(month from ordered_on) as m, extract(day from ordered_on) as d from orders;
-- hour, minute and second of a time stamp
select id, extract(hour from ordered_at) as h, extract(minute from ordered_at) as m, extract(second from ordered_at) as s from orders;
-- parts of a date as functions
select id, year(ordered_at) as y, month(ordered_at) as m, day(ordered_at) as d, quarter(ordered_at) as q, hour(ordered_at) as h, minute(ordered_at) as mi, second(ordered_at) as s from orders;
-- parts of a date by date_part
select id, date_part('year', ordered_on) as y, date_part('month', ordered_on) as m, date_part('day', ordered_at) as d, date_part('quarter', ordered_on) as q from orders;
-- the day of the week from Sunday as 0
select id, dayofweek(ordered_on) as day, extract(dow from ordered_on) as same, date_part('dow', ordered_at) as also from orders;
-- the day of the week from Monday as 1
select id, isodow(ordered_on) as day, extract(isodow from ordered_on) as same from orders;
-- the day of the year, and of the month
select id, dayofyear(ordered_on) as of_year, extract(doy from ordered_on) as same, dayofmonth(ordered_on) as of_month from orders;
-- the week of the year
select id, week(ordered_on) as week, weekofyear(ordered_on) as same, extract(week from ordered_on) as also from orders;
-- names of days and months
select id, dayname(ordered_on) as day, monthname(ordered_on) as month from orders;
-- the last day of a month
select id, last_day(ordered_on) as last, last_day(ordered_at) as also from orders;
-- a date of its parts
select make_date(2024, 2, 29) as day, make_date(year(ordered_on), 1, 1) as first from orders;
-- a time stamp of its parts
select make_timestamp(2024, 2, 29, 12, 30, 15.5) as moment;
-- a time stamp becomes a date
select id, cast(ordered_at as date) as day, ordered_at::date as same from orders;
-- a date becomes a time stamp
select id, cast(ordered_on as timestamp) as midnight from orders;
-- texts become dates and time stamps
select cast('2024-02-29' as date) as day, cast('2024-02-29 12:30:00' as timestamp) as moment, cast('2024-02-29 12:30:00.25' as timestamp) as fraction;
-- dates and time stamps as they are written
select date '2024-02-29' as day, timestamp '2024-02-29 12:30:00' as moment;
-- dates become texts
select id, cast(ordered_on as varchar) as day, cast(ordered_at as varchar) as moment from orders;
-- dates are compared with texts
select id from orders where ordered_on >= '2024-01-10' and ordered_at < '2024-02-15 00:00:00';
-- dates are compared with time stamps
select id from orders where ordered_at >= date '2024-01-10' and ordered_on < timestamp '2024-02-15 00:00:00';
-- dates as texts in other forms
select id, strftime(ordered_on, '%Y-%m-%d') as iso, strftime(ordered_at, '%d.%m.%Y %H:%M:%S') as german, strftime(ordered_at, '%Y%m') as month from orders;
-- texts in other forms as dates
select cast(strptime('29.02.2024', '%d.%m.%Y') as date) as day, strptime('2024-02-29 12:30:00', '%Y-%m-%d %H:%M:%S') as moment;
-- seconds since 1970
select id, epoch(ordered_at) as seconds from orders;
-- milliseconds and microseconds since 1970
select id, epoch_ms(ordered_at) as milli, epoch_us(ordered_at) as micro from orders;
-- a moment of seconds since 1970
select make_timestamp(1709209800000000) as moment, epoch_ms(1709209800000) as milli;
-- a time in UTC as a clock elsewhere shows it
select id, timezone('Europe/Berlin', timezone('UTC', ordered_at)) as berlin from orders;
-- the same, as operators
select id, ordered_at at time zone 'UTC' at time zone 'Europe/Berlin' as berlin from orders;
-- the day on a clock elsewhere
select id, cast(timezone('Pacific/Auckland', timezone('UTC', ordered_at)) as date) as day from orders;
-- when a day begins on a clock elsewhere, in UTC
select id, timezone('UTC', timezone('Europe/Berlin', cast(ordered_on as timestamp))) as begins from orders;
-- the earliest and the latest
select min(ordered_at) as first, max(ordered_on) as last, max(ordered_on) - min(ordered_on) as days from orders;
-- the greatest of dates
select id, greatest(ordered_on, date '2024-02-01') as later, least(ordered_at, timestamp '2024-02-01 00:00:00') as earlier from orders;
-- a month as a number
select id, year(ordered_on) * 12 + month(ordered_on) as months from orders;
-- dates between dates
select id from orders where ordered_on between date '2024-01-05' and date '2024-02-10';
-- every day of a time
select cast(day as date) as day from unnest(generate_series(timestamp '2024-01-30 00:00:00', timestamp '2024-02-02 00:00:00', interval 1 day)) as days(day);
-- every month of a time
select cast(month as date) as month from unnest(range(timestamp '2024-01-01 00:00:00', timestamp '2024-03-31 12:00:00', interval 1 month)) as months(month);
-- every day of a time, of dates
select cast(day as date) as day from (select unnest(generate_series(date '2024-01-30', date '2024-02-02', interval 1 day)) as day) as t;
