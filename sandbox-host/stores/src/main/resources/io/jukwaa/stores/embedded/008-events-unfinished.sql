-- Which apps have not been told yet. Before this script they were told once or not at all, and are not now.
alter table event add column channel text not null default '';
alter table event add column complete integer not null default 1;
create index event_unfinished on event (id) where complete = 0;
