-- Numbers that departments report for indicators, targets that the city hands down, and years that were signed off.
-- New tables only; nothing is read or rewritten. Milliseconds.
-- Nothing is overwritten: what changes or is withdrawn is closed, so that any past board can be read as it stood.

create table indicator_report (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  indicator_id text not null,
  at timestamptz not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  inputs jsonb not null,
  source text not null check (source <> ''),
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text
);
create unique index indicator_report_now on indicator_report (plan_id, indicator_id, at) where known_until = 'infinity';
comment on table indicator_report is '指标填报（主管单位填报的年度数据；只增不改）';
comment on column indicator_report.at is '年度起点（北京时间）';
comment on column indicator_report.inputs is '填报项 → 数值（原样文本）';
comment on column indicator_report.source is '数据来源（文件、文号）';
comment on column indicator_report.reason is '更正理由；首次填报为空';
comment on column indicator_report.known_until is '被更正或撤回的时间';

create table city_target (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  indicator_id text not null,
  at timestamptz not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  comparator text not null check (comparator in ('>=', '<=', '>', '<', '=')),
  value numeric not null,
  document text not null check (document <> ''),
  issued_at timestamptz not null,
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text
);
create unique index city_target_now on city_target (plan_id, indicator_id, at) where known_until = 'infinity';
comment on table city_target is '市下达目标（只增不改）';
comment on column city_target.at is '目标年度起点（北京时间）';
comment on column city_target.value is '目标值，单位同指标';
comment on column city_target.document is '下达文件（文号）';
comment on column city_target.issued_at is '下达日期';

create table indicator_signoff (
  plan_id text not null references plan (id),
  at timestamptz not null,
  version int not null check (version > 0),
  signed_at timestamptz not null default now(),
  signed_by text not null,
  note text not null default '',
  rows jsonb not null,
  hash text not null,
  primary key (plan_id, at, version)
);
comment on table indicator_signoff is '年度指标核定（每次核定冻结一个版本，永不改动）';
comment on column indicator_signoff.rows is '核定时各指标的值、目标、公式版本与数据摘要';
comment on column indicator_signoff.hash is 'rows 的 SHA-256';

create table stale_period (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  period text not null check (period in ('month', 'year'))
);
comment on table stale_period is '待重算的指标时段（填报或目标变动）';
