-- Owner: outcomes. Saved calls that are about nobody yet are found again without reading every outcome of the line.
create index outcomes_about_nobody on outcomes (line_id, at) where kind = 'clinical' and patient_id is null;
