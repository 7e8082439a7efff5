-- What has not been run to its end. Before this script such messages were not run again, and these are not either.
create index inbound_unfinished on inbound (id) where complete = 0;
update inbound indexed by inbound_unfinished set complete = 1 where complete = 0;

-- The place among what a run sent; null for what was stored before this script, and for what no message brought about.
alter table outbound add column ordinal integer;
drop index outbound_run;
create unique index outbound_origin on outbound (app, run_of, channel, ordinal) where run_of is not null;
