create table contact (
  tenant text not null,
  key text not null,
  created_at integer not null,
  json text not null,
  primary key (tenant, key)
) strict;
create index contact_created on contact (tenant, created_at, key);

-- Every text of a contact that can be looked for: plain fields, groups, extras-<name>. "folded" is "value" without case.
create table contact_field (
  tenant text not null,
  field text not null,
  folded text not null,
  value text not null,
  created_at integer not null,
  contact text not null,
  primary key (tenant, field, folded, value, created_at, contact)
) strict, without rowid;
create index contact_field_contact on contact_field (tenant, contact);

create table contact_group (
  tenant text not null,
  key text not null,
  name text not null,
  query text,
  created_at integer not null,
  primary key (tenant, key)
) strict, without rowid;
create index contact_group_name on contact_group (tenant, name, key);

create table opt_out (
  tenant text not null,
  address_type text not null,
  address text not null,
  message_id text not null,
  created_at integer not null,
  primary key (tenant, address_type, address)
) strict, without rowid;
create index opt_out_created on opt_out (tenant, created_at);

create table metric (
  id integer primary key,
  tenant text not null,
  store text not null,
  metric text not null,
  aggregator text not null,
  value real, -- null is NaN
  time integer not null
) strict;
create index metric_tenant on metric (tenant);

create table session (
  channel text not null,
  id text not null,
  state text not null,
  expires integer not null,
  primary key (channel, id)
) strict, without rowid;
create index session_expiry on session (expires);
