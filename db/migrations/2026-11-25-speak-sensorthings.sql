-- OGC SensorThings: each series (site, kind, factor) gets a number that never changes, devices likewise, and what other
-- systems create beside the product's own sites, devices and factors has a place. Creates four tables; adds an identity
-- column to the small table device (ACCESS EXCLUSIVE, milliseconds); reads every reading once to number the series that
-- are there (about a second for two million messages), without locking writers out.
create table series (
  id int generated always as identity primary key,
  site_id int not null,
  kind text not null check (kind in ('realtime', 'minute', 'hour', 'day', 'sample')),
  factor_id smallint not null,
  created_at timestamptz not null default now(),
  unique (site_id, kind, factor_id)
);
comment on table series is '监测序列（站点、数据类型、因子）';
comment on column series.id is '编号，永不改变，对外接口以此称呼';

insert into series (site_id, kind, factor_id)
select distinct s.site_id, s.kind, f.factor_id
  from (select distinct r.site_id, r.kind, r.factors from reading as r) as s
 cross join lateral unnest(s.factors) as f (factor_id)
 order by s.site_id, s.kind, f.factor_id;

alter table device add column number int generated always as identity;
comment on column device.number is '编号，永不改变，对外接口以此称呼';

create table sta_entity (
  id int generated always as identity primary key,
  type text not null check (type in ('Thing', 'Location', 'HistoricalLocation', 'Datastream', 'Sensor', 'ObservedProperty', 'Observation', 'FeatureOfInterest')),
  beside bigint,
  body jsonb not null,
  links jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  withdrawn_by text,
  withdrawn_at timestamptz
);
create unique index sta_entity_beside on sta_entity (type, beside) where beside is not null;
comment on table sta_entity is 'SensorThings 实体（由其他系统创建，或为本系统实体附加的属性）';
comment on column sta_entity.beside is '所附加的本系统实体的对外编号；空为独立实体';
comment on column sta_entity.body is '属性，按接口原样';
comment on column sta_entity.links is '关联的实体编号';
comment on column sta_entity.withdrawn_at is '撤回时间；不再列出，内容保留';

create table sta_observation (
  id bigint generated always as identity,
  at timestamptz not null,
  until timestamptz,
  result_time timestamptz,
  valid_from timestamptz,
  valid_until timestamptz,
  created_at timestamptz not null default now(),
  record_id bigint,
  site_id int not null,
  datastream_id int not null,
  feature_id int,
  is_note boolean not null default false,
  value double precision,
  result jsonb,
  quality jsonb,
  parameters jsonb,
  earlier jsonb,
  created_by text not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (site_id, id)
);
create unique index sta_observation_note on sta_observation (site_id, datastream_id, at) where is_note;
create index sta_observation_by_time on sta_observation (datastream_id, at desc, id desc) include (value) where not is_note and withdrawn_at is null;
create index sta_observation_newest on sta_observation (at desc, id desc) where not is_note and withdrawn_at is null;
create index sta_observation_by_id on sta_observation (id);
create index sta_observation_by_arrival on sta_observation (created_at) where not is_note;
create index sta_observation_by_feature on sta_observation (feature_id) where feature_id is not null;
comment on table sta_observation is 'SensorThings 观测（独立数据流的值，或监测数据的附加说明）';
comment on column sta_observation.at is '现象时间起点';
comment on column sta_observation.until is '现象时间终点，不含；空为时刻';
comment on column sta_observation.record_id is '来源原始记录 raw_record.id';
comment on column sta_observation.site_id is '站点；独立实体为其编号的相反数';
comment on column sta_observation.datastream_id is '数据流的对外编号';
comment on column sta_observation.feature_id is '观测对象的对外编号';
comment on column sta_observation.is_note is '真：值在 reading 中，此行只是附加说明';
comment on column sta_observation.value is '数值结果，单位见数据流';
comment on column sta_observation.result is '非数值结果';
comment on column sta_observation.earlier is '修改前的各版本';

create table series_day (
  day timestamptz not null,
  site_id int not null,
  series_id int not null,
  kind text not null check (kind in ('realtime', 'minute')),
  received int[] not null,
  valid int[] not null,
  sums double precision[] not null,
  least double precision[] not null,
  greatest double precision[] not null,
  primary key (site_id, kind, day, series_id)
);
comment on table series_day is '实时与分钟数据的逐时汇总（每行一个已结束的北京日；可随时重算，迟到数据使其作废）';
comment on column series_day.day is '北京时间零点';
comment on column series_day.received is '每小时收到的数据个数，24 项';
comment on column series_day.valid is '每小时参与平均的数据个数，24 项';
comment on column series_day.sums is '每小时参与平均的数据之和，24 项，单位见 factor.unit';
comment on column series_day.least is '每小时最小值，24 项，单位见 factor.unit';
comment on column series_day.greatest is '每小时最大值，24 项，单位见 factor.unit';
