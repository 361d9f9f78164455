-- Owner: lists. What was read of the record for the dry run of a list stood in its rows for up to a month, and was served without asking
-- again who may see it. Which version of which item differs stays, and what the list says; the rest goes. Only rows that differ are
-- written, a few of each list, and others read and write meanwhile.
with columns (heading, section) as (
  values
    ('NHS number', 'identity'), ('Title', 'identity'), ('First name', 'identity'), ('Family name', 'identity'),
    ('Preferred name', 'identity'), ('Birth date', 'identity'), ('Gender', 'identity'),
    ('Address', 'addresses'), ('Postcode', 'addresses'), ('Telephone', 'phones'),
    ('GP practice code', 'gpPractice'), ('GP practice', 'gpPractice'), ('Register status', 'registerStatus'),
    ('Main diagnosis', 'primaryDiagnosis'), ('Preferred place of care', 'preferredPlaceOfCare'),
    ('Preferred place of death', 'preferredPlaceOfDeath'), ('Agreement to share', 'consentToShare'),
    ('National Data Opt-out', 'nationalDataOptOut'), ('Has died', 'death')
)
update list_import_rows as r
set draft = null,
    finding = (r.finding - 'differences') || jsonb_build_object('differs', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'column', c.heading,
            'section', c.section,
            'list', d.value -> 'list',
            'item', (
              select jsonb_build_object('itemId', change -> 'itemId', 'version', change -> 'version')
              from jsonb_array_elements(r.draft -> 'changes') as change
              where change ->> 'section' = c.section
            )
          )
          order by d.place
        )
        from jsonb_array_elements(r.finding -> 'differences') with ordinality as d (value, place)
        join columns c on c.heading = d.value ->> 'column'
      ),
      '[]'
    ))
where r.verdict = 'changed';

-- What a row would write is worked out from its own cells when it is written. A process of the version before brings no list from here on.
alter table list_import_rows drop column draft;
comment on table list_import_rows is
  'Owner: lists. One row for each row of a list: what it says, what it would do, and what became of it; of the record only which version of an item differs. Cleared a month after the list was brought in.';
