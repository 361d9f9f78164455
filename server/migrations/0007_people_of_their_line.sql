-- A call, a task or an outcome is about somebody of its own line: the database itself refuses anybody else.
alter table calls
  drop constraint calls_patient_id_fkey,
  add constraint calls_patient_of_line foreign key (line_id, patient_id) references patients (line_id, id);
alter table tasks
  drop constraint tasks_patient_id_fkey,
  add constraint tasks_patient_of_line foreign key (line_id, patient_id) references patients (line_id, id);
alter table outcomes
  drop constraint outcomes_patient_id_fkey,
  add constraint outcomes_patient_of_line foreign key (line_id, patient_id) references patients (line_id, id);
