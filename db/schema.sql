-- The shape of the store after all migrations, printed from the database: UPDATE_SCHEMA=1 npm test -- schema
-- Month partitions are left out; views are named with their columns.

create table account (
  id integer generated always as identity not null,
  name text not null,
  display_name text not null,
  role text not null,
  password_hash text not null,
  must_change_password boolean not null default true,
  failed_attempts integer not null default 0,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  disabled_at timestamp with time zone,
  PRIMARY KEY (id),
  UNIQUE (name),
  CHECK ((role = ANY (ARRAY['administrator'::text, 'officer'::text, 'reader'::text])))
);
comment on table account is '账号';

create table account_session (
  token_hash text not null,
  account_id integer not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null default now(),
  user_agent text,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
comment on table account_session is '登录会话（仅存令牌摘要）';

create table api_key (
  id integer generated always as identity not null,
  name text not null,
  secret_hash text not null,
  may text[] not null,
  site_ids integer[],
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by text,
  PRIMARY KEY (id),
  UNIQUE (name),
  UNIQUE (secret_hash)
);
comment on table api_key is '接口密钥（仅存摘要）';
comment on column api_key.may is '权限';
comment on column api_key.site_ids is '可写入数据的站点；空为不限';
comment on column api_key.last_used_at is '最近使用时间（精确到分钟）';

create table average (
  at timestamp with time zone not null,
  known_from timestamp with time zone not null,
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  site_id integer not null,
  period text not null,
  items jsonb not null,
  inputs_hash text not null,
  PRIMARY KEY (site_id, period, at, known_from),
  CHECK ((period = ANY (ARRAY['day'::text, 'month'::text, 'year'::text])))
);
CREATE UNIQUE INDEX average_now ON public.average USING btree (site_id, period, at) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table average is '均值与完整性';
comment on column average.items is '各项目：值、有效数、应有数、是否有效、原因';

create table device (
  mn text not null,
  site_id integer not null,
  system_code text not null,
  edition text not null default '2017'::text,
  password text,
  answer_policy text not null default 'as-flagged'::text,
  period_stamp text not null default 'start'::text,
  units jsonb not null default '{}'::jsonb,
  expected_interval_s integer,
  is_demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (mn),
  FOREIGN KEY (site_id) REFERENCES site(id),
  CHECK ((answer_policy = ANY (ARRAY['as-flagged'::text, 'always'::text, 'never'::text]))),
  CHECK ((edition = ANY (ARRAY['2005'::text, '2017'::text]))),
  CHECK ((period_stamp = ANY (ARRAY['start'::text, 'end'::text])))
);
CREATE INDEX device_by_site ON public.device USING btree (site_id);
comment on table device is '数据采集传输仪';
comment on column device.mn is '设备唯一标识 MN';
comment on column device.system_code is '系统编码 ST';
comment on column device.period_stamp is '时段数据的数据时间是时段起点（标准）还是终点';
comment on column device.units is '设备上报单位（因子编码 → 单位），缺省按 HJ 212 附录 B';
comment on column device.expected_interval_s is '应报间隔，s';

create table domain_event (
  id bigint generated always as identity not null,
  at timestamp with time zone not null default clock_timestamp(),
  stream text not null,
  stream_id text not null,
  type text not null,
  actor text not null,
  payload jsonb not null,
  prev_hash text not null,
  hash text not null,
  PRIMARY KEY (id)
);
CREATE INDEX domain_event_by_stream ON public.domain_event USING btree (stream, stream_id, id);
CREATE TRIGGER domain_event_append_only BEFORE DELETE OR UPDATE ON public.domain_event FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER domain_event_no_truncate BEFORE TRUNCATE ON public.domain_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
comment on table domain_event is '事件日志（只增，哈希链）';

create table factor (
  id smallint generated always as identity not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  unit text not null,
  decimals smallint,
  PRIMARY KEY (id),
  UNIQUE (code)
);
comment on table factor is '监测因子';
comment on column factor.code is '因子编码（HJ 212 附录 B）';
comment on column factor.unit is '存储单位';

create table gateway_request (
  id bigint generated always as identity not null,
  kind text not null,
  payload jsonb not null,
  state text not null default 'open'::text,
  outcome jsonb,
  asked_by text not null,
  asked_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((kind = 'reingest'::text)),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'refused'::text])))
);
comment on table gateway_request is '对接收网关的请求';

create table import_batch (
  id integer generated always as identity not null,
  kind text not null,
  state text not null default 'queued'::text,
  file_name text not null,
  file_sha256 text not null,
  file_bytes bigint not null,
  encoding text not null,
  layout text not null,
  mapping jsonb not null,
  total_rows integer not null default 0,
  done_rows integer not null default 0,
  accepted integer not null default 0,
  rejected integer not null default 0,
  unchanged integer not null default 0,
  sites_created integer not null default 0,
  failure text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  undone_by text,
  undone_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['air'::text, 'water'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'undone'::text, 'failed'::text])))
);
comment on table import_batch is '数据导入批次';
comment on column import_batch.mapping is '列映射与单位';
comment on column import_batch.unchanged is '与已有数据相同的行数';

create table indicator_value (
  at timestamp with time zone not null,
  known_from timestamp with time zone not null,
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  plan_id text not null,
  indicator_id text not null,
  period text not null,
  basis text not null,
  value numeric,
  assessed numeric,
  completeness numeric,
  status text not null,
  why text,
  is_demo boolean not null default false,
  inputs_hash text not null,
  body jsonb not null,
  PRIMARY KEY (plan_id, indicator_id, period, at, basis, known_from),
  CHECK ((period = ANY (ARRAY['month'::text, 'year'::text]))),
  CHECK ((status = ANY (ARRAY['met'::text, 'not-met'::text, 'cannot-judge'::text, 'awaiting-city-target'::text, 'no-formula'::text])))
);
CREATE UNIQUE INDEX indicator_value_now ON public.indicator_value USING btree (plan_id, indicator_id, period, at, basis) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table indicator_value is '指标值';
comment on column indicator_value.basis is '口径：in-force 为数据时间有效版本，或指定版本';
comment on column indicator_value.completeness is '完整性，0–1';

create table latest (
  site_id integer not null,
  kind text not null,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  flags text not null,
  factors smallint[] not null,
  "values" double precision[] not null,
  source bigint not null,
  PRIMARY KEY (site_id, kind)
);
comment on table latest is '最新监测数据';

create table obligation (
  plan_id text not null,
  id text not null,
  measure_id text not null,
  ordinal integer not null,
  title_zh text not null,
  title_en text not null,
  verb text not null,
  role text not null,
  has_target boolean not null,
  domain text,
  body jsonb not null,
  PRIMARY KEY (plan_id, id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE,
  CHECK ((role = ANY (ARRAY['lead'::text, 'assist'::text])))
);
comment on table obligation is '规划任务';

create table plan (
  id text not null,
  version text not null,
  title_zh text not null,
  title_en text not null,
  content_hash text not null,
  body jsonb not null,
  loaded_at timestamp with time zone not null default now(),
  PRIMARY KEY (id)
);
comment on table plan is '规划';

create table plan_inconsistency (
  plan_id text not null,
  id text not null,
  ordinal integer not null,
  refs text[] not null,
  body jsonb not null,
  PRIMARY KEY (plan_id, id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
);
comment on table plan_inconsistency is '规划原文矛盾（只记录，不更正）';

create table plan_indicator (
  plan_id text not null,
  id text not null,
  ordinal integer not null,
  row_no integer not null,
  name_zh text not null,
  name_en text not null,
  body jsonb not null,
  PRIMARY KEY (plan_id, id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
);
comment on table plan_indicator is '规划指标';

create table plan_node (
  plan_id text not null,
  id text not null,
  parent_id text,
  kind text not null,
  ordinal integer not null,
  title_zh text not null,
  title_en text not null,
  body jsonb not null,
  PRIMARY KEY (plan_id, id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['chapter'::text, 'section'::text, 'measure'::text])))
);
comment on table plan_node is '规划章节与措施';

create table plan_paragraph (
  plan_id text not null,
  id text not null,
  node_id text not null,
  ordinal integer not null,
  char_offset integer not null,
  line_no integer not null,
  text text not null,
  PRIMARY KEY (plan_id, id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
);
comment on table plan_paragraph is '规划原文段落（由用户导入）';

create table plan_text (
  plan_id text not null,
  sha256 text not null,
  body jsonb not null,
  imported_by text not null,
  imported_at timestamp with time zone not null default now(),
  PRIMARY KEY (plan_id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
);
comment on table plan_text is '规划原文（由用户导入）';
comment on column plan_text.sha256 is '导入文件的摘要，与规划包所载原文摘要相同则为同一文本';

create table raw_record (
  id bigint not null,
  received_at timestamp with time zone not null,
  at timestamp with time zone,
  site_id integer not null default 0,
  import_id integer,
  line_no integer,
  channel text not null,
  state text not null,
  kind text,
  peer text,
  mn text,
  body bytea not null,
  findings jsonb,
  PRIMARY KEY (id, site_id, received_at),
  CHECK ((channel = ANY (ARRAY['hj212'::text, 'import'::text, 'demo-history'::text]))),
  CHECK ((state = ANY (ARRAY['stored'::text, 'acknowledged'::text, 'quarantined'::text, 'reingested'::text, 'withdrawn'::text])))
) partition by range (received_at);
CREATE INDEX raw_record_by_import ON ONLY public.raw_record USING btree (import_id, line_no) WHERE (import_id IS NOT NULL);
CREATE INDEX raw_record_by_mn ON ONLY public.raw_record USING btree (mn, id) WHERE (mn IS NOT NULL);
CREATE INDEX raw_record_quarantined ON ONLY public.raw_record USING btree (id DESC) WHERE (state = 'quarantined'::text);
comment on table raw_record is '原始记录（报文或导入行）';
comment on column raw_record.at is '数据时间（时段起点）';
comment on column raw_record.site_id is '站点；0 为无法归属';
comment on column raw_record.state is 'stored 已入库，acknowledged 无监测数据而仅应答，quarantined 隔离，reingested 重新入库，withdrawn 已撤销';
comment on column raw_record.body is '原始字节，逐字节保存';

create table reading (
  at timestamp with time zone not null,
  known_from timestamp with time zone not null,
  site_id integer not null,
  kind text not null,
  flags text not null,
  factors smallint[] not null,
  "values" double precision[] not null,
  low double precision[],
  high double precision[],
  total double precision[],
  sources bigint[] not null,
  PRIMARY KEY (site_id, kind, at),
  CHECK ((kind = ANY (ARRAY['realtime'::text, 'minute'::text, 'hour'::text, 'day'::text, 'sample'::text])))
) partition by range (at);
comment on table reading is '监测数据（每行一条报文）';
comment on column reading.at is '时段起点（UTC 存储，北京时间判定）';
comment on column reading.known_from is '首次入库时间';
comment on column reading.flags is '数据标记，每因子一字符（HJ 212 表 8）';
comment on column reading."values" is '监测值（瞬时值或均值），单位见 factor.unit';
comment on column reading.total is '时段累计量';
comment on column reading.sources is '来源原始记录 raw_record.id';

create table reading_revision (
  site_id integer not null,
  at timestamp with time zone not null,
  kind text not null,
  factor_id smallint not null,
  known_from timestamp with time zone not null,
  known_until timestamp with time zone not null,
  value double precision,
  low double precision,
  high double precision,
  total double precision,
  flag text,
  sources bigint[] not null,
  reason text not null,
  author text not null,
  PRIMARY KEY (site_id, at, kind, factor_id, known_until)
);
comment on table reading_revision is '监测数据修订（旧值）';

create table record_writer (
  place smallint not null,
  token text not null,
  used_at timestamp with time zone not null,
  PRIMARY KEY (place),
  CHECK (((place >= 0) AND (place < 128)))
);
comment on table record_writer is '原始记录编号的写入者席位';

create table schema_migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

create table schema_note (
  note text not null,
  PRIMARY KEY (note)
);
comment on table schema_note is '数据库说明';

create table setting (
  key text not null,
  value jsonb not null,
  changed_at timestamp with time zone not null default now(),
  PRIMARY KEY (key)
);
comment on table setting is '设置';

create table site (
  id integer generated by default as identity not null,
  code text not null,
  kind text not null,
  name text not null,
  name_en text,
  province text,
  city text,
  district text,
  street text,
  basin text,
  lon double precision,
  lat double precision,
  water_type text,
  water_type_source text,
  target_class text,
  is_evaluation_point boolean not null default false,
  is_demo boolean not null default false,
  import_id integer,
  retired_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (code),
  FOREIGN KEY (import_id) REFERENCES import_batch(id),
  CHECK ((kind = ANY (ARRAY['air'::text, 'section'::text, 'reservoir'::text, 'outfall'::text, 'dust'::text, 'noise'::text, 'district'::text]))),
  CHECK ((water_type = ANY (ARRAY['river'::text, 'lake'::text]))),
  CHECK ((water_type_source = ANY (ARRAY['given'::text, 'learnt'::text, 'assumed'::text])))
);
CREATE INDEX site_by_name ON public.site USING btree (kind, name);
comment on table site is '监测站点';
comment on column site.code is '站点编码';
comment on column site.lon is '经度（WGS84，°）';
comment on column site.lat is '纬度（WGS84，°）';
comment on column site.water_type is '水体类型：河流或湖库，决定总磷限值，是主数据而不是推断';
comment on column site.water_type_source is '水体类型来源：given 给定，learnt 由公布类别推得，assumed 未知而按河流';
comment on column site.is_evaluation_point is '是否评价点位';
comment on column site.is_demo is '演示数据';
comment on column site.retired_at is '停用时间（如所属导入已撤销）；不再列出，数据与历史仍可查';

create table stale_day (
  site_id integer not null,
  day timestamp with time zone not null,
  since timestamp with time zone not null default now()
);
CREATE INDEX stale_day_by_site ON public.stale_day USING btree (site_id, day);
comment on table stale_day is '待重算日（北京时间零点）';

create table verdict (
  at timestamp with time zone not null,
  known_from timestamp with time zone not null,
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  site_id integer not null,
  subject text not null,
  edition text not null,
  judged boolean not null,
  why text,
  grade smallint,
  aqi smallint,
  in_force boolean not null,
  inputs_hash text not null,
  body jsonb not null,
  PRIMARY KEY (site_id, subject, at, edition, known_from),
  CHECK ((subject = ANY (ARRAY['air-hour'::text, 'air-day'::text, 'water-sample'::text, 'water-month'::text, 'water-year'::text])))
);
CREATE UNIQUE INDEX verdict_now ON public.verdict USING btree (site_id, subject, at, edition) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table verdict is '评价结论';
comment on column verdict.grade is '级别（空气 1–6）或类别（水 1–6，6 为劣Ⅴ）';
comment on column verdict.in_force is '所用版本是否为数据时间有效版本';
comment on column verdict.body is '输入、步骤与结论，可逐字节重算';

-- view reading_value: 监测数据（每行一个值）
--   site_id integer
--   factor text
--   kind text
--   at timestamp with time zone
--   value double precision
--   low double precision
--   high double precision
--   total double precision
--   flag text
--   known_from timestamp with time zone
--   sources bigint[]

CREATE OR REPLACE FUNCTION public.append_event(p_stream text, p_stream_id text, p_type text, p_actor text, p_payload jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  v_prev text;
  v_at timestamptz;
  v_id bigint;
begin
  -- MUST hold the chain lock until commit: two writers must not extend the same link.
  perform pg_advisory_xact_lock(7264001);
  select e.hash into v_prev from domain_event as e order by e.id desc limit 1;
  v_prev := coalesce(v_prev, '');
  v_at := clock_timestamp();
  insert into domain_event (at, stream, stream_id, type, actor, payload, prev_hash, hash)
  values (v_at, p_stream, p_stream_id, p_type, p_actor, p_payload, v_prev,
          event_hash(v_prev, v_at, p_stream, p_stream_id, p_type, p_actor, p_payload))
  returning id into v_id;
  return v_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.ensure_month_partition(p_table text, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_from date := date_trunc('month', p_at at time zone 'UTC')::date;
  v_until date := (v_from + interval '1 month')::date;
  v_name text := p_table || '_' || to_char(v_from, 'YYYYMM');
begin
  if to_regclass(v_name) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(7264002);
  if to_regclass(v_name) is null then
    execute format('create table %I partition of %I for values from (%L) to (%L)', v_name, p_table,
                   v_from::text || ' 00:00:00+00', v_until::text || ' 00:00:00+00');
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION public.event_hash(prev text, at timestamp with time zone, stream text, stream_id text, type text, actor text, payload jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select encode(sha256(convert_to(
    concat_ws(E'\n', prev, (extract(epoch from at) * 1000000)::bigint::text, stream, stream_id, type, actor, payload::text),
    'UTF8')), 'hex')
$function$;

CREATE OR REPLACE FUNCTION public.refuse_event_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'Cannot % domain_event as the event log is append-only', lower(tg_op);
end
$function$;

CREATE OR REPLACE FUNCTION public.revise_reading(p_site_id integer, p_at timestamp with time zone, p_kind text, p_now timestamp with time zone, p_reason text, p_author text, p_source bigint, p_factors smallint[], p_values double precision[], p_low double precision[], p_high double precision[], p_total double precision[], p_flags text)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  v_old reading%rowtype;
  v_changed int;
  v_at timestamptz;
begin
  select * into v_old from reading as r
   where r.site_id = p_site_id and r.at = p_at and r.kind = p_kind for update;
  select greatest(p_now, v_old.known_from + interval '1 microsecond', max(v.known_until) + interval '1 microsecond')
    into v_at
    from reading_revision as v
   where v.site_id = p_site_id and v.at = p_at and v.kind = p_kind;
  with before as (
    select u.*, substr(v_old.flags, u.n::int, 1) as flag
      from unnest(v_old.factors, v_old.values, v_old.low, v_old.high, v_old.total)
           with ordinality as u (factor_id, value, low, high, total, n)
  ), incoming as (
    select u.*, substr(p_flags, u.n::int, 1) as flag
      from unnest(p_factors, p_values, p_low, p_high, p_total)
           with ordinality as u (factor_id, value, low, high, total, n)
  ), changed as (
    select i.factor_id, b.value, b.low, b.high, b.total, b.flag
      from incoming as i
      left join before as b on b.factor_id = i.factor_id
     where b.factor_id is null
        or (b.value, b.low, b.high, b.total, b.flag) is distinct from (i.value, i.low, i.high, i.total, i.flag)
  )
  insert into reading_revision (site_id, at, kind, factor_id, known_from, known_until,
                                value, low, high, total, flag, sources, reason, author)
  select p_site_id, p_at, p_kind, c.factor_id,
         coalesce((select max(v.known_until) from reading_revision as v
                    where v.site_id = p_site_id and v.at = p_at and v.kind = p_kind and v.factor_id = c.factor_id),
                  v_old.known_from),
         v_at, c.value, c.low, c.high, c.total, c.flag, v_old.sources, p_reason, p_author
    from changed as c;
  get diagnostics v_changed = row_count;
  if v_changed = 0 then
    return 0;
  end if;
  with merged as (
    select coalesce(i.factor_id, b.factor_id) as factor_id,
           case when i.factor_id is null then b.value else i.value end as value,
           case when i.factor_id is null then b.low else i.low end as low,
           case when i.factor_id is null then b.high else i.high end as high,
           case when i.factor_id is null then b.total else i.total end as total,
           case when i.factor_id is null then substr(v_old.flags, b.n::int, 1) else substr(p_flags, i.n::int, 1) end as flag
      from unnest(v_old.factors, v_old.values, v_old.low, v_old.high, v_old.total)
           with ordinality as b (factor_id, value, low, high, total, n)
      full join unnest(p_factors, p_values, p_low, p_high, p_total)
           with ordinality as i (factor_id, value, low, high, total, n) on i.factor_id = b.factor_id
  )
  update reading as r
     set factors = m.factors, values = m.values, low = m.low, high = m.high, total = m.total, flags = m.flags,
         sources = case when p_source = any (r.sources) then r.sources else r.sources || p_source end
    from (select array_agg(factor_id order by factor_id) as factors, array_agg(value order by factor_id) as values,
                 case when bool_and(low is null) then null else array_agg(low order by factor_id) end as low,
                 case when bool_and(high is null) then null else array_agg(high order by factor_id) end as high,
                 case when bool_and(total is null) then null else array_agg(total order by factor_id) end as total,
                 string_agg(flag, '' order by factor_id) as flags
            from merged) as m
   where r.site_id = p_site_id and r.at = p_at and r.kind = p_kind;
  return v_changed;
end
$function$;
