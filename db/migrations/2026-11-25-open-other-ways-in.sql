-- Ways in beside HJ 212 and files: MQTT, HTTP batches, scheduled pulls, samples of a laboratory. All of them end in
-- raw_record and reading; what is new is where they come from (intake_source), each run of one (intake_run), files of
-- a folder that were taken (pulled_file) and what a laboratory said beside the number (lab_result).
-- Locks: raw_record is locked exclusively for a moment (a column without default, a CHECK not validated: every old row
-- passed a narrower one); the index is partial and reads raw_record once, about a second a million rows.

alter table raw_record drop constraint raw_record_channel_check;
alter table raw_record add constraint raw_record_channel_check
  check (channel in ('hj212', 'import', 'demo-history', 'mqtt', 'http', 'pull', 'manual')) not valid;
alter table raw_record add column run_id bigint;
comment on column raw_record.run_id is '接入批次 intake_run.id（MQTT、接口、定时拉取、人工录入）';
create index raw_record_by_run on raw_record (run_id, line_no) where run_id is not null;

create table intake_source (
  id int generated always as identity primary key,
  way text not null check (way in ('mqtt', 'http', 'pull')),
  name text not null unique,
  state text not null default 'active' check (state in ('active', 'paused')),
  settings jsonb not null,
  mapping jsonb not null,
  version int not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  next_at timestamptz,
  busy_until timestamptz,
  failures int not null default 0,
  memory jsonb not null default '{}'
);
comment on table intake_source is '数据接入来源';
comment on column intake_source.settings is '接入方式的设置：主题、地址或文件夹、时间表';
comment on column intake_source.mapping is '数据映射：站点、时间、因子、单位、数值在内容中的位置';
comment on column intake_source.version is '设置的版本，每次修改加一';
comment on column intake_source.next_at is '下次拉取时间';
comment on column intake_source.busy_until is '正在拉取，最迟到此时';
comment on column intake_source.failures is '连续失败次数';
comment on column intake_source.memory is '上次得到的 ETag、Last-Modified 与摘要';

create table intake_run (
  id bigint generated always as identity primary key,
  source_id int references intake_source (id),
  way text not null check (way in ('mqtt', 'http', 'pull', 'manual')),
  cause text not null check (cause in ('schedule', 'person', 'arrival', 'reingest')),
  state text not null check (state in ('open', 'done', 'unchanged', 'failed')),
  origin text not null,
  author text not null,
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  bytes bigint not null default 0,
  rows int not null default 0,
  stored int not null default 0,
  revised int not null default 0,
  unchanged int not null default 0,
  quarantined int not null default 0,
  failure text,
  sha256 text,
  head text,
  idempotency_key text,
  answer jsonb,
  findings jsonb not null default '[]'
);
create index intake_run_by_source on intake_run (source_id, id);
create unique index intake_run_once on intake_run (author, idempotency_key) where idempotency_key is not null;
comment on table intake_run is '接入批次（一次拉取、一次提交，或一个主题的一天）';
comment on column intake_run.cause is '起因：schedule 定时，person 人工，arrival 数据到达，reingest 重新入库';
comment on column intake_run.origin is '来自：地址、文件或主题';
comment on column intake_run.bytes is '内容大小，字节';
comment on column intake_run.rows is '行数';
comment on column intake_run.stored is '新入库行数';
comment on column intake_run.revised is '改变已有数据的行数';
comment on column intake_run.unchanged is '与已有数据相同的行数';
comment on column intake_run.quarantined is '隔离行数';
comment on column intake_run.sha256 is '内容摘要';
comment on column intake_run.head is '表头或外层内容，重新入库时与各行一起读';
comment on column intake_run.answer is '对提交方的答复，重复提交时原样返回';
comment on column intake_run.findings is '按代码汇总的问题与首个行号';

create table pulled_file (
  source_id int not null references intake_source (id),
  name text not null,
  bytes bigint not null,
  modified_at timestamptz not null,
  sha256 text not null,
  run_id bigint not null references intake_run (id),
  primary key (source_id, name)
);
comment on table pulled_file is '已拉取的文件';
comment on column pulled_file.bytes is '文件大小，字节';

-- What a laboratory reported beside the number that stands in reading (kind 'sample'). A result below detection is
-- stored in reading as the limit itself under flag L; the half of it is taken when it is judged and never before.
create table lab_result (
  at timestamptz not null,
  known_from timestamptz not null default clock_timestamp(),
  known_until timestamptz not null default 'infinity',
  site_id int not null,
  factor_id smallint not null,
  result text not null,
  value double precision,
  detection_limit double precision,
  is_below boolean not null,
  unit text not null,
  sample_no text,
  method text not null,
  laboratory text not null,
  sampled_by text not null,
  source bigint not null,
  author text not null,
  reason text,
  primary key (site_id, at, factor_id, known_from)
);
create unique index lab_result_now on lab_result (site_id, at, factor_id) where known_until = 'infinity';
comment on table lab_result is '实验室样品结果';
comment on column lab_result.at is '采样时间';
comment on column lab_result.result is '报告原文，如 <0.5、0.5L、未检出；空为已撤回';
comment on column lab_result.value is '数值，单位见 factor.unit；低于检出限时为空';
comment on column lab_result.detection_limit is '检出限，单位见 factor.unit';
comment on column lab_result.is_below is '低于检出限';
comment on column lab_result.unit is '报告单位';
comment on column lab_result.sample_no is '样品编号';
comment on column lab_result.source is '来源原始记录 raw_record.id';
comment on column lab_result.reason is '修改原因';
