select {{ doubled(21) }} as n
