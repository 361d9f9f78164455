-- Owner: lists. A row that found its NHS number taken at the moment of writing left a claim for a person who was never made, and the
-- same row of a later list waited for them for ever. Nothing is claimed for nobody any more; what was, is let go.
delete from list_people l where not exists (select from patients p where p.id = l.patient_id);
