-- What people said of being written to; it only grows.
create table consent (
  tenant text not null,
  address text not null,
  time integer not null,
  channel text not null,
  state text not null, -- GIVEN or WITHDRAWN
  source text not null, -- KEYWORD, IMPORT, APP or OPERATOR
  evidence text not null, -- empty if there is none
  primary key (tenant, address, time, channel, state, source, evidence)
) strict, without rowid;

-- That people were deleted.
create table deletion (
  tenant text not null,
  time integer not null,
  id text not null,
  json text not null,
  primary key (tenant, time, id)
) strict, without rowid;
