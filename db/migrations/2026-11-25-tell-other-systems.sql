-- Other systems are told of what changes (webhooks), and every process leaves its figures where the HTTP process finds
-- them. New tables, and triggers on stale_day, verdict, indicator_value and import_batch: each needs a SHARE ROW EXCLUSIVE
-- lock for the moment it is made, no rows are read or written. Milliseconds.
-- A message is queued in the transaction that changes the data, so that none is lost and none is told of what was undone.

create table webhook (
  id int generated always as identity primary key,
  name text not null unique,
  url text not null,
  events text[] not null,
  site_ids int[],
  secret text not null,
  state text not null default 'on' check (state in ('on', 'off', 'stopped')),
  state_reason text,
  state_at timestamptz not null default now(),
  dead_in_a_row int not null default 0,
  last_delivered_at timestamptz,
  claimed_by text,
  claimed_until timestamptz,
  created_by text not null,
  created_at timestamptz not null default now()
);
comment on table webhook is '推送订阅';
comment on column webhook.events is '订阅的事件类型';
comment on column webhook.site_ids is '只推送这些站点的事件；空为不限';
comment on column webhook.secret is '签名密钥（须用于签名，故存原文；创建后不再显示）';
comment on column webhook.state is 'on 启用，off 人工停用（不再排队），stopped 连续失败后自动停止（继续排队）';
comment on column webhook.dead_in_a_row is '连续成为死信的条数';
comment on column webhook.claimed_by is '正在为它推送的进程';

create table webhook_event (
  id bigint generated always as identity primary key,
  message_id uuid not null default gen_random_uuid(),
  type text not null check (type in ('readings.changed', 'verdict.changed', 'indicator.changed', 'import.finished', 'device.silent', 'device.back', 'test')),
  at timestamptz not null default clock_timestamp(),
  site_id int,
  payload jsonb not null
);
comment on table webhook_event is '待推送事件';
comment on column webhook_event.message_id is '消息编号，重复推送时不变';

create table webhook_delivery (
  id bigint generated always as identity primary key,
  webhook_id int not null references webhook (id) on delete cascade,
  event_id bigint not null references webhook_event (id) on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead', 'discarded')),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  finished_at timestamptz,
  note text
);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, id) where state = 'waiting';
create index webhook_delivery_dead on webhook_delivery (id desc) where state = 'dead';
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_by_event on webhook_delivery (event_id);
comment on table webhook_delivery is '推送（每个订阅每条事件一行）';
comment on column webhook_delivery.state is 'waiting 待推送，delivered 已送达，dead 死信，discarded 已放弃';
comment on column webhook_delivery.attempts is '已尝试次数';
comment on column webhook_delivery.next_at is '下次尝试时间';
comment on column webhook_delivery.note is '放弃或重发的原因';

create table webhook_attempt (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references webhook_delivery (id) on delete cascade,
  at timestamptz not null,
  duration_ms int not null,
  status int,
  failure text,
  reply text
);
create index webhook_attempt_by_delivery on webhook_attempt (delivery_id, id);
comment on table webhook_attempt is '推送记录';
comment on column webhook_attempt.duration_ms is '耗时，ms';
comment on column webhook_attempt.status is 'HTTP 状态码；未得到答复时为空';
comment on column webhook_attempt.reply is '对方答复的开头';

create table webhook_silence (
  mn text primary key,
  since timestamptz not null
);
comment on table webhook_silence is '已告知失联的设备';

create table process_figures (
  process text not null,
  instance text not null,
  at timestamptz not null,
  body jsonb not null,
  primary key (process, instance)
);
comment on table process_figures is '各进程的运行指标（每数秒更新一行，不再更新的行会被清除）';

-- Queues one event for every webhook that wants it; without one nothing is written.
create function tell_webhooks(p_type text, p_site_id int, p_payload jsonb) returns void language plpgsql as $$
declare
  v_webhooks int[];
  v_event bigint;
begin
  select array_agg(w.id order by w.id) into v_webhooks
    from webhook as w
   where p_type = any (w.events) and w.state <> 'off'
     and (w.site_ids is null or p_site_id is null or p_site_id = any (w.site_ids));
  if v_webhooks is null then
    return;
  end if;
  insert into webhook_event (type, site_id, payload) values (p_type, p_site_id, p_payload) returning id into v_event;
  insert into webhook_delivery (webhook_id, event_id) select w, v_event from unnest(v_webhooks) as w;
  perform pg_notify('webhook', '');
end
$$;

create function wants_webhook(p_type text) returns boolean language sql stable as $$
  select exists (select 1 from webhook as w where p_type = any (w.events) and w.state <> 'off')
$$;

create function epoch_ms(p_at timestamptz) returns bigint language sql immutable as $$
  select floor(extract(epoch from p_at) * 1000)::bigint
$$;

create function tell_readings_changed() returns trigger language plpgsql as $$
declare
  v_row record;
begin
  if not wants_webhook('readings.changed') then
    return null;
  end if;
  for v_row in
    select s.id, s.code, s.name, min(a.day) as first_day, max(a.day) as last_day, count(distinct a.day) as days
      from added as a join site as s on s.id = a.site_id
     group by s.id, s.code, s.name order by s.id
  loop
    perform tell_webhooks('readings.changed', v_row.id, jsonb_build_object(
      'siteCode', v_row.code, 'siteName', v_row.name, 'firstDay', epoch_ms(v_row.first_day),
      'lastDay', epoch_ms(v_row.last_day), 'days', v_row.days));
  end loop;
  return null;
end
$$;
create trigger stale_day_tell_webhooks after insert on stale_day
  referencing new table as added for each statement execute function tell_readings_changed();

-- A verdict counts as changed where its outcome differs from the version before, not where only an input did.
create function tell_verdict_changed() returns trigger language plpgsql as $$
declare
  v_row record;
begin
  if not wants_webhook('verdict.changed') then
    return null;
  end if;
  for v_row in
    with changed as (
      select a.site_id, a.subject, a.at, a.edition, a.judged, a.why, a.grade, a.aqi, b.site_id is not null as had_before,
             b.judged as judged_before, b.grade as grade_before, b.aqi as aqi_before,
             row_number() over (partition by a.site_id, a.subject order by a.at desc) as n,
             count(*) over (partition by a.site_id, a.subject) as total
        from added as a
        left join verdict as b
          on b.site_id = a.site_id and b.subject = a.subject and b.at = a.at and b.edition = a.edition
         and b.known_until = a.known_from
       where a.in_force
         and (b.site_id is null or (a.judged, a.why, a.grade, a.aqi) is distinct from (b.judged, b.why, b.grade, b.aqi))
    )
    select s.id, s.code, s.name, c.subject, max(c.total) as total,
           jsonb_agg(jsonb_build_object(
             'at', epoch_ms(c.at), 'edition', c.edition, 'judged', c.judged, 'why', c.why, 'grade', c.grade, 'aqi', c.aqi,
             'before', case when c.had_before then jsonb_build_object(
               'judged', c.judged_before, 'grade', c.grade_before, 'aqi', c.aqi_before) end) order by c.at)
             filter (where c.n <= 100) as verdicts
      from changed as c join site as s on s.id = c.site_id
     group by s.id, s.code, s.name, c.subject order by s.id, c.subject
  loop
    perform tell_webhooks('verdict.changed', v_row.id, jsonb_build_object(
      'siteCode', v_row.code, 'siteName', v_row.name, 'subject', v_row.subject, 'total', v_row.total,
      'verdicts', v_row.verdicts));
  end loop;
  return null;
end
$$;
create trigger verdict_tell_webhooks after insert on verdict
  referencing new table as added for each statement execute function tell_verdict_changed();

create function tell_indicator_changed() returns trigger language plpgsql as $$
declare
  v_before indicator_value%rowtype;
begin
  if new.basis <> 'in-force' or not wants_webhook('indicator.changed') then
    return null;
  end if;
  select v.* into v_before from indicator_value as v
   where v.plan_id = new.plan_id and v.indicator_id = new.indicator_id and v.period = new.period and v.at = new.at
     and v.basis = new.basis and v.known_until = new.known_from;
  if found and (v_before.value, v_before.assessed, v_before.status) is not distinct from (new.value, new.assessed, new.status) then
    return null;
  end if;
  perform tell_webhooks('indicator.changed', null, jsonb_build_object(
    'planId', new.plan_id, 'indicatorId', new.indicator_id, 'period', new.period, 'at', epoch_ms(new.at),
    'value', new.value::text, 'status', new.status, 'isDemo', new.is_demo,
    'before', case when v_before.plan_id is not null then
      jsonb_build_object('value', v_before.value::text, 'status', v_before.status) end));
  return null;
end
$$;
create trigger indicator_value_tell_webhooks after insert on indicator_value
  for each row execute function tell_indicator_changed();

create function tell_import_finished() returns trigger language plpgsql as $$
begin
  perform tell_webhooks('import.finished', null, jsonb_build_object(
    'importId', new.id, 'kind', new.kind, 'fileName', new.file_name, 'state', new.state, 'accepted', new.accepted,
    'rejected', new.rejected, 'unchanged', new.unchanged));
  return null;
end
$$;
create trigger import_batch_tell_webhooks after update of state on import_batch
  for each row when (old.state is distinct from new.state and new.state in ('done', 'failed', 'undone'))
  execute function tell_import_finished();
