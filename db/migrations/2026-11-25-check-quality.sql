-- Quality control beside the raw data: rules as data, flags, corrections and reviews as versions, what a change re-opened,
-- and how each day's feed did. New tables, and one new column of stale_day without a default: no rewrite, its exclusive
-- lock lasts a moment; well under a second. Every large table is keyed by site first.

alter table stale_day add column cause text;
comment on column stale_day.cause is '重算原因（如 import:12、correction:…、late:2026-11-25）；空为随实时数据正常推进';

create table quality_rule (
  id text not null,
  version int not null,
  body jsonb not null,
  is_active boolean not null,
  applies_from timestamptz not null default '-infinity',
  author text not null,
  reason text not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  primary key (id, version)
);
create unique index quality_rule_now on quality_rule (id) where known_until = 'infinity';
comment on table quality_rule is '质控规则（只增版本）';
comment on column quality_rule.body is '检验方法、因子、适用站点、参数与依据';
comment on column quality_rule.applies_from is '自何时的数据起适用';
comment on column quality_rule.author is '修改人；pack 为规则包';

create table quality_flag (
  from_at timestamptz not null,
  until_at timestamptz not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  site_id int not null,
  factor_id smallint,
  kind text not null check (kind in ('realtime', 'minute', 'hour', 'day', 'sample')),
  id text not null,
  state text not null check (state in ('good', 'suspect', 'bad', 'missing', 'maintenance', 'calibration', 'stopped', 'over-range', 'manual', 'below-detection', 'unknown')),
  origin text not null check (origin in ('rule', 'person')),
  code text not null,
  rule_id text,
  rule_version int,
  author text not null,
  reason text not null,
  detail jsonb,
  closed_by text,
  closed_reason text,
  primary key (site_id, id)
);
create index quality_flag_now on quality_flag (site_id, origin, from_at) where known_until = 'infinity';
create index quality_flag_by_change on quality_flag (site_id, known_from);
comment on table quality_flag is '质控标记（原始数据从不改动）';
comment on column quality_flag.from_at is '标记区间起点（含）';
comment on column quality_flag.until_at is '标记区间终点（不含）';
comment on column quality_flag.factor_id is '监测因子；空为全部因子';
comment on column quality_flag.code is '检验方法，人工标记为 manual-flag';
comment on column quality_flag.detail is '标记依据的数值';
comment on column quality_flag.known_until is '撤销时间';

create table correction (
  from_at timestamptz not null,
  until_at timestamptz not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  site_id int not null,
  factor_id smallint not null,
  kind text not null check (kind in ('realtime', 'minute', 'hour', 'day', 'sample')),
  id text not null,
  method text not null check (method in ('constant', 'offset', 'drift', 'remove', 'interpolate')),
  params jsonb not null,
  instants timestamptz[] not null,
  before_values double precision[] not null,
  after_values double precision[] not null,
  author text not null,
  reason text not null,
  closed_by text,
  closed_reason text,
  primary key (site_id, id)
);
create index correction_now on correction (site_id, until_at) where known_until = 'infinity';
comment on table correction is '数据更正（原始数据从不改动）';
comment on column correction.instants is '被更正数据的时段起点';
comment on column correction.before_values is '更正前的有效值，单位见 factor.unit；空为缺测';
comment on column correction.after_values is '更正后的值，单位见 factor.unit；空为剔除';
comment on column correction.known_until is '撤销时间';

create table review (
  from_at timestamptz not null,
  until_at timestamptz not null,
  known_from timestamptz not null default now(),
  site_id int not null,
  factor_id smallint not null,
  kind text not null check (kind in ('realtime', 'minute', 'hour', 'day', 'sample')),
  id text not null,
  level text not null check (level in ('raw', 'reviewed', 'final')),
  author text not null,
  reason text not null,
  primary key (site_id, id)
);
create index review_by_span on review (site_id, kind, factor_id, until_at);
comment on table review is '数据审核级别；同一区间以最新一条为准，没有为原始';
comment on column review.level is 'raw 原始，reviewed 已审核，final 终审';

-- Which days were computed again and why; versions of averages, verdicts and indicators carry the same known_from.
create table reevaluation (
  day timestamptz not null,
  known_from timestamptz not null,
  site_id int not null,
  cause text not null,
  primary key (site_id, cause, day, known_from)
);
create index reevaluation_by_cause on reevaluation (cause, known_from);
comment on table reevaluation is '重算记录：因何重算了哪一日';
comment on column reevaluation.known_from is '重算时刻，与所写均值、评价、指标的起始时间一致';

create table feed_day (
  day timestamptz not null,
  site_id int not null,
  kind text not null check (kind in ('realtime', 'minute', 'hour', 'day', 'sample')),
  expected int not null,
  received int not null,
  on_time int not null,
  value_count int not null,
  valid_count int not null,
  median_delay_s int,
  factors jsonb not null,
  counted_at timestamptz not null default now(),
  primary key (site_id, kind, day)
);
comment on table feed_day is '每日数据传输情况';
comment on column feed_day.expected is '应收数据组数';
comment on column feed_day.received is '实收数据组数';
comment on column feed_day.on_time is '按时到达的数据组数';
comment on column feed_day.value_count is '数值个数';
comment on column feed_day.valid_count is '有效数值个数';
comment on column feed_day.median_delay_s is '到达延迟中位数，s';
comment on column feed_day.factors is '各因子：实收数与有效数';

create table feed_operator (
  site_id int not null,
  from_at timestamptz not null,
  name text not null,
  author text not null,
  reason text not null,
  noted_at timestamptz not null default now(),
  primary key (site_id, from_at)
);
comment on table feed_operator is '运维单位（自何时起负责该站点）';
