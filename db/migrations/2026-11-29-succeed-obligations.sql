-- What becomes of each obligation of a plan in the plan that follows it: closed and added, never overwritten. New table only.

create table obligation_succession (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  obligation_id text not null,
  kind text not null check (kind in ('carried-over', 'merged', 'superseded', 'dropped')),
  to_plan_id text references plan (id),
  to_obligation_id text,
  reason text not null,
  author text not null,
  known_from timestamptz not null,
  known_until timestamptz not null default 'infinity',
  closed_by text,
  closed_reason text,
  check ((kind = 'dropped') = (to_obligation_id is null)),
  check ((to_plan_id is null) = (to_obligation_id is null)),
  check (kind <> 'dropped' or reason <> ''),
  check ((known_until = 'infinity') = (closed_by is null))
);
create unique index obligation_succession_now on obligation_succession (plan_id, obligation_id) where known_until = 'infinity';
create index obligation_succession_to on obligation_succession (to_plan_id, to_obligation_id) where known_until = 'infinity';
comment on table obligation_succession is '任务接续：上一规划的任务在下一规划中的去向（只增不改）';
comment on column obligation_succession.kind is '去向：延续、并入、取代、不再实施';
comment on column obligation_succession.to_plan_id is '后续任务所在的规划；不再实施时为空';
comment on column obligation_succession.to_obligation_id is '后续任务编号；不再实施时为空';
comment on column obligation_succession.reason is '理由；不再实施时必填';
comment on column obligation_succession.known_until is '撤销时间';
comment on column obligation_succession.closed_by is '撤销人';
comment on column obligation_succession.closed_reason is '撤销原因';
