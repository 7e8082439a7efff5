-- Times are microseconds since 1970, JSON is text.

create table tenant (key text primary key, json text not null) strict, without rowid;
create table app (key text primary key, json text not null) strict;
create table channel (key text primary key, json text not null) strict, without rowid;

create table inbound (
  id integer primary key,
  app text not null,
  channel text not null,
  message_id text not null,
  time integer not null,
  complete integer not null default 0,
  json text not null
) strict;
-- Refuses duplicates and finds by message id.
create unique index inbound_id on inbound (app, message_id, channel);
create index inbound_time on inbound (app, time);

create table outbound (
  id integer primary key,
  app text not null,
  channel text not null,
  message_id text not null,
  run_of text,
  time integer not null,
  json text not null
) strict;
create index outbound_id on outbound (app, message_id);
create index outbound_run on outbound (app, run_of) where run_of is not null;
create index outbound_time on outbound (app, time);

create table event (
  id integer primary key,
  app text not null,
  message_id text,
  json text not null
) strict;
create index event_message on event (app, message_id) where message_id is not null;

-- Everybody an app heard from or wrote to, once.
create table correspondent (
  app text not null,
  direction text not null,
  address text not null,
  primary key (app, direction, address)
) strict, without rowid;

-- Running totals of an app, so that no question counts rows.
create table tally (
  app text not null,
  name text not null,
  value integer not null,
  primary key (app, name)
) strict, without rowid;

create table app_log (
  app text not null,
  line integer not null,
  time integer not null,
  level integer not null,
  text text not null,
  primary key (app, line)
) strict, without rowid;

create table record (
  tenant text not null,
  key text not null,
  json text not null,
  expires integer,
  primary key (tenant, key)
) strict, without rowid;
create index record_expiry on record (tenant, expires) where expires is not null;
-- How many rows of "record" a tenant has; kept right by every statement that adds or removes one.
create table record_count (tenant text primary key, records integer not null) strict, without rowid;
