create table metric_name (
  tenant text not null,
  store text not null,
  metric text not null,
  primary key (tenant, store, metric)
) strict, without rowid;

insert into metric_name select distinct tenant, store, metric from metric;
