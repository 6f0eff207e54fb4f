-- The register of projects: what people enter of the works that the plan names, their milestones, money, performance,
-- papers and applications. A row is closed and another added, never overwritten. New tables only, no lock on others.
create table project (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  project_id text not null check (project_id <> ''),
  name text check (name <> ''),
  obligation_ids text[] not null default '{}',
  medium text check (medium in ('air', 'water', 'soil', 'waste', 'ecology', 'other')),
  state text check (state in ('reserve', 'approved', 'building', 'completed', 'operating', 'stopped')),
  owner text not null default '',
  street text not null default '',
  place text not null default '',
  lon numeric check (lon >= -180 and lon <= 180),
  lat numeric check (lat >= -90 and lat <= 90),
  starts_on date,
  ends_on date,
  estimate numeric check (estimate > 0),
  capacity numeric check (capacity > 0),
  capacity_unit text not null default '',
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text,
  check ((lon is null) = (lat is null)),
  check (ends_on >= starts_on)
);
create unique index project_now on project (plan_id, project_id) where known_until = 'infinity';
create index project_history on project (plan_id, project_id, known_from);
comment on table project is '重大项目的情况（只增不改；规划已有的项目由规划包给出名称与任务，这里只存人填的内容）';
comment on column project.project_id is '项目编号：规划包内编号，或自建项目的编号';
comment on column project.name is '自建项目的名称；规划已有的项目为空';
comment on column project.obligation_ids is '自建项目对应的任务；规划已有的项目以规划包为准';
comment on column project.medium is '自建项目所属要素；规划已有的项目以规划包为准';
comment on column project.state is '项目阶段；空为未填';
comment on column project.owner is '责任单位（建设单位）';
comment on column project.lon is '经度，WGS-84，度';
comment on column project.lat is '纬度，WGS-84，度';
comment on column project.estimate is '批准概算，万元';
comment on column project.capacity is '建成能力，单位见 capacity_unit';

create table project_milestone (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  project_id text not null,
  name text not null check (name <> ''),
  planned_on date not null,
  forecast_on date,
  actual_on date,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text
);
create unique index project_milestone_now on project_milestone (plan_id, project_id, name) where known_until = 'infinity';
create index project_milestone_history on project_milestone (plan_id, project_id, known_from);
comment on table project_milestone is '项目节点：计划、预计、实际日期（只增不改）';

create table project_money (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  project_id text not null,
  kind text not null check (kind in ('budget', 'plan', 'appropriation', 'payment', 'use')),
  source text not null check (source in ('central', 'provincial', 'city', 'district', 'special-bond', 'social-capital', 'enterprise')),
  dated date not null,
  amount numeric not null check (amount > 0),
  purpose text not null default '',
  milestone text,
  document text not null default '',
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text
);
create index project_money_now on project_money (plan_id, project_id) where known_until = 'infinity';
create index project_money_history on project_money (plan_id, project_id, known_from);
comment on table project_money is '项目资金：预算、安排计划、拨付、支付、使用，一笔一行（只增不改）';
comment on column project_money.dated is '发生日期（北京时间）';
comment on column project_money.amount is '金额，万元';
comment on column project_money.milestone is '支付所对应的节点名称';

create table project_result (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  project_id text not null,
  name text not null check (name <> ''),
  unit text not null,
  comparator text not null check (comparator in ('>=', '<=', '=')),
  target numeric not null,
  result numeric,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text
);
create unique index project_result_now on project_result (plan_id, project_id, name) where known_until = 'infinity';
create index project_result_history on project_result (plan_id, project_id, known_from);
comment on table project_result is '项目绩效目标与完成值（只增不改）';

create table project_paper (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  project_id text not null,
  paper text not null check (paper <> ''),
  document text not null check (document <> ''),
  dated date not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text
);
create unique index project_paper_now on project_paper (plan_id, project_id, paper) where known_until = 'infinity';
create index project_paper_history on project_paper (plan_id, project_id, known_from);
comment on table project_paper is '项目已具备的申报材料（只增不改）';
comment on column project_paper.paper is '材料编号，见规划包的材料清单';
comment on column project_paper.document is '文号或文件名';

create table project_application (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  project_id text not null,
  fund text not null check (fund <> ''),
  level text not null check (level in ('central', 'provincial', 'city')),
  state text not null check (state in ('preparing', 'submitted', 'granted', 'refused', 'withdrawn')),
  due_on date not null,
  asked numeric not null check (asked > 0),
  granted numeric check (granted > 0),
  document text not null default '',
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null,
  reason text not null default '',
  closed_by text,
  closed_reason text,
  check ((state = 'granted') = (granted is not null))
);
create unique index project_application_now on project_application (plan_id, project_id, fund) where known_until = 'infinity';
create index project_application_history on project_application (plan_id, project_id, known_from);
comment on table project_application is '向上级申报资金（只增不改）';
comment on column project_application.due_on is '申报截止日期';
comment on column project_application.asked is '申报金额，万元';
comment on column project_application.granted is '批复金额，万元';
