-- How messages find their apps: the newest version by the key of its tenant, each by tenant and version too.
create table routing (key text primary key, json text not null) strict, without rowid;
