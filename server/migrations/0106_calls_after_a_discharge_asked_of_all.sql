-- What 0106_calls_after_a_discharge asked of new rows only, asked of all while others read and write them.
alter table round_calls validate constraint round_calls_due;
alter table round_calls validate constraint round_calls_drawn;
