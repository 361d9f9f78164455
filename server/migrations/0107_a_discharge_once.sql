-- Owner: shift. One discharge is rung for once, on whatever day somebody looks. In a file of its own: with the columns of 0106 nobody could
-- have read the table meanwhile.
create unique index round_calls_discharges on round_calls (line_id, patient_id, discharged_on) where discharged_on is not null;
