-- What happened last of each kind in a channel.
create table channel_mark (
  channel text not null,
  name text not null,
  time integer not null,
  text text not null,
  primary key (channel, name)
) strict, without rowid;

-- How often things happened in a channel, by the hour; for some days.
create table channel_hour (
  channel text not null,
  hour integer not null,
  name text not null,
  value integer not null,
  primary key (channel, hour, name)
) strict, without rowid;
