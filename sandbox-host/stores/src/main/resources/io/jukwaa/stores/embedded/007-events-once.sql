-- An event that is told again is the same event.
delete from event where id not in
  (select min(id) from event group by app, coalesce(message_id, ''), json ->> '$.event_id');
create unique index event_once on event (app, coalesce(message_id, ''), json ->> '$.event_id');
drop index event_message;
