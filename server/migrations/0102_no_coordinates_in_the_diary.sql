-- Owner: dispatch. Where the telephone of somebody was who pressed for help may be the house of a person who must not be found: the diary says
-- that a place was told, and a task whose alarm is over keeps none.
update team_task_events
set event = event || '{"place": null, "isPlaceTold": true}'
where event ->> 'kind' = 'help_pressed' and event -> 'place' <> 'null';
update team_tasks
set facts = jsonb_set(facts, '{takings}', (
  select jsonb_agg(
    case
      when taking #>> '{out,over,at}' is not null and taking #>> '{out,help,place,at}' is not null
        then jsonb_set(taking, '{out,help,place}', 'null')
      else taking
    end
    order by nth
  )
  from jsonb_array_elements(facts -> 'takings') with ordinality as each (taking, nth)
))
where facts @? '$.takings[*].out.help.place.latitude';
