-- Every content of a plan that was ever loaded is kept as a version, with what it changed and the approved case behind it;
-- adjustments that took effect are noted once each, with the target that years before keep. New tables only, filled with
-- what stands. Milliseconds.

create table plan_version (
  plan_id text not null references plan (id) on delete cascade,
  no integer not null check (no >= 1),
  version text not null,
  content_hash text not null,
  source_hash text,
  body jsonb not null,
  changes jsonb,
  case_id bigint references procedure_case (id),
  actor text not null,
  loaded_at timestamptz not null,
  primary key (plan_id, no)
);
comment on table plan_version is '规划的历次版本（每次装载的内容都保留，只增不改）';
comment on column plan_version.no is '版本序号，自 1 起';
comment on column plan_version.version is '规划包自写的版本号';
comment on column plan_version.content_hash is '规划包内容的 SHA-256';
comment on column plan_version.source_hash is '装载时文件夹内容的 SHA-256；由规划调整形成的版本为空';
comment on column plan_version.body is '规划包各文件原文';
comment on column plan_version.changes is '与前一版本相比的变更；首个版本或无法比对时为空';
comment on column plan_version.case_id is '据以形成本版本的规划调整办件';
comment on column plan_version.actor is '装载人';

insert into plan_version (plan_id, no, version, content_hash, source_hash, body, actor, loaded_at)
select p.id, 1, p.version, p.content_hash, p.content_hash, p.body, 'system', p.loaded_at from plan as p;

create table plan_adjustment (
  case_id bigint primary key references procedure_case (id),
  plan_id text not null references plan (id) on delete cascade,
  what text not null check (what in ('wording', 'deadline', 'target')),
  thing_id text not null,
  effective_at timestamptz not null,
  version_no integer,
  before jsonb,
  problem jsonb,
  applied_at timestamptz not null,
  check ((version_no is null) <> (problem is null)),
  foreign key (plan_id, version_no) references plan_version (plan_id, no)
);
create index plan_adjustment_of on plan_adjustment (plan_id, thing_id, effective_at);
comment on table plan_adjustment is '已到生效日的规划调整，每个办件只处理一次';
comment on column plan_adjustment.what is '调整内容：任务表述、任务时限、指标目标值';
comment on column plan_adjustment.thing_id is '被调整的任务或指标';
comment on column plan_adjustment.effective_at is '生效时间（北京时间当日零时）';
comment on column plan_adjustment.version_no is '由此形成的规划版本；未能生效时为空';
comment on column plan_adjustment.before is '指标调整前的目标值与各处写法，生效年度以前仍按其评价';
comment on column plan_adjustment.problem is '未能生效的原因（中英文）';
