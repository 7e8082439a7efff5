-- What waits to leave by its channel, and what is concluded and not settled. The id is the order in which it was put in.
create table outbox (
  id integer primary key,
  channel text not null,
  message_id text not null,
  app text not null,
  priority text not null, -- REPLY or BULK
  rank integer not null, -- what goes first: 0 if concluded, else 1 if it is a reply, 2 if bulk
  since integer not null, -- when it was put in
  due integer not null,
  expires integer not null,
  attempts integer not null default 0,
  result text, -- null as long as it waits
  json text not null
) strict;
create unique index outbox_message on outbox (channel, message_id);
create index outbox_due on outbox (channel, rank, due, id, since);

-- What is settled, until it is remembered no more.
create table outbox_left (
  channel text not null,
  message_id text not null,
  app text not null,
  ends integer not null,
  primary key (channel, message_id)
) strict, without rowid;
create index outbox_left_end on outbox_left (ends);

-- What operators call the messages they took. Those of a message that is not settled have no end yet.
create table outbox_sent (
  channel text not null,
  sent_id text not null,
  app text not null,
  message_id text not null,
  ends integer,
  primary key (channel, sent_id)
) strict, without rowid;
create index outbox_sent_message on outbox_sent (channel, message_id);
create index outbox_sent_end on outbox_sent (ends) where ends is not null;

-- Receipts that came before what they are about was known.
create table outbox_early (
  id integer primary key,
  channel text not null,
  sent_id text not null,
  ends integer not null,
  json text not null
) strict;
create index outbox_early_sent on outbox_early (channel, sent_id, id);
create index outbox_early_end on outbox_early (ends);
