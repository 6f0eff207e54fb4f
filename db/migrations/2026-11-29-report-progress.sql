-- What units report of each obligation for a period, and rulings that the plan office sets aside for a while.
-- New tables only; milliseconds. Nothing is overwritten: what changes is closed and added, so that any past list can be
-- read as it stood. Whether an entry counts is said by the state of its case (procedure progress-report).

create table progress_entry (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  obligation_id text not null,
  unit text not null check (unit <> ''),
  period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])$'),
  period_until timestamptz not null,
  case_id bigint not null references procedure_case (id),
  share_done numeric check (share_done >= 0 and share_done <= 100),
  quantities jsonb not null default '{}',
  narrative text not null default '',
  obstacle text not null default '',
  author text not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity'
);
create unique index progress_entry_now on progress_entry (plan_id, obligation_id, unit, period) where known_until = 'infinity';
create index progress_entry_newest on progress_entry (plan_id, obligation_id, unit, period_until desc) where known_until = 'infinity';
create index progress_entry_case on progress_entry (case_id) where known_until = 'infinity';
comment on table progress_entry is '任务进展填报（一单位一任务一期；只增不改）';
comment on column progress_entry.period is '填报期：月 2024-03 或季度 2024-Q1';
comment on column progress_entry.period_until is '填报期终点（不含，北京时间）';
comment on column progress_entry.case_id is '所属填报办件；办件签发后才计入';
comment on column progress_entry.share_done is '完成比例，%';
comment on column progress_entry.quantities is '目标名称 → 累计完成量（原样文本，单位同目标）';
comment on column progress_entry.obstacle is '存在问题';
comment on column progress_entry.known_until is '被修改的时间';

create table progress_override (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  obligation_id text not null,
  status text not null check (status in ('late', 'at-risk', 'no-report', 'done-without-evidence', 'on-track', 'not-started', 'done', 'not-assigned')),
  until timestamptz not null,
  reason text not null check (reason <> ''),
  author text not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity'
);
create unique index progress_override_now on progress_override (plan_id, obligation_id) where known_until = 'infinity';
comment on table progress_override is '人工认定的任务状态（规划办，有理由与截止日期；与规则判定并列显示）';
comment on column progress_override.until is '认定失效时间（不含）';
