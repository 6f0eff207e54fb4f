-- Indicators as packs defined them, each with the time it held, so that a past value is read and computed by the formula
-- and target of its day. New table only, filled with what stands. Milliseconds.

create table indicator_definition (
  plan_id text not null references plan (id) on delete cascade,
  indicator_id text not null,
  known_from timestamptz not null,
  known_until timestamptz not null default 'infinity',
  definition jsonb not null,
  primary key (plan_id, indicator_id, known_from)
);
create unique index indicator_definition_now on indicator_definition (plan_id, indicator_id) where known_until = 'infinity';
comment on table indicator_definition is '指标定义的历史（规划包每次变更保留一版，只增不改）';
comment on column indicator_definition.definition is '指标全文：公式、目标、各处写法、基线';
comment on column indicator_definition.known_until is '被新版规划包替换的时间';

insert into indicator_definition (plan_id, indicator_id, known_from, definition)
select i.plan_id, i.id, p.loaded_at, i.body from plan_indicator as i join plan as p on p.id = i.plan_id;
