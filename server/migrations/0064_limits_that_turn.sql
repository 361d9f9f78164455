-- Owner: patients. Limits with a moment at which they begin or end: asked for twice a second, so that open pages hear of it.
create index patient_restrictions_begin on patient_restrictions (from_at) where from_at is not null;
create index patient_restrictions_end on patient_restrictions (until_on) where until_on is not null;
