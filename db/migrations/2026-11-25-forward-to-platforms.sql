-- Forwarding to other platforms: what was stored is sent on, in the order in which it was committed, to each target
-- with a place of its own. Record numbers rise with the clock of whoever gave them, yet transactions end in any order:
-- a cursor over numbers would pass one that is committed late. So each transaction that keeps records leaves one row in
-- record_batch with its own transaction number; all below the oldest one still running are there for good.
-- Creates only; no lock on existing data; well under a second.

create table record_batch (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  target_id int,
  records bigint[] not null
);
create index record_batch_in_order on record_batch (tx, id);
comment on table record_batch is '原始记录提交批次：按提交先后排列，供转发使用，一日后清除';
comment on column record_batch.tx is '提交所在的数据库事务号';
comment on column record_batch.at is '写入时间';
comment on column record_batch.target_id is '只给这一转发目标（补发）；空为所有目标';
comment on column record_batch.records is '原始记录 raw_record.id';

create table forward_target (
  id int generated always as identity primary key,
  name text not null unique,
  host text not null,
  port int not null check (port > 0 and port < 65536),
  mode text not null check (mode in ('raw', 'encoded')),
  edition text not null default '2017' check (edition in ('2005', '2017', '2025')),
  password text,
  mn_map jsonb not null default '{}',
  sites int[],
  kinds text[],
  answer_policy text not null default 'as-flagged' check (answer_policy in ('as-flagged', 'never')),
  frames_per_s double precision not null default 50,
  window_frames int not null default 16,
  answer_timeout_ms int not null default 10000,
  resends int not null default 3,
  is_active boolean not null default true,
  version int not null default 1,
  starts_after pg_snapshot not null default pg_current_snapshot(),
  cursor_tx xid8 not null default '0',
  cursor_batch bigint not null default 0,
  cursor_done int not null default 0,
  cursor_at timestamptz,
  lease_token text,
  lease_until timestamptz,
  link text not null default 'down' check (link in ('down', 'connecting', 'up', 'waiting')),
  sent bigint not null default 0,
  answered bigint not null default 0,
  resent bigint not null default 0,
  refused bigint not null default 0,
  passed bigint not null default 0,
  waiting bigint not null default 0,
  last_sent_at timestamptz,
  last_answer_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now()
);
comment on table forward_target is '转发目标平台';
comment on column forward_target.mode is 'raw 原样转发，encoded 按入库数据重新编码';
comment on column forward_target.edition is '重新编码所用的协议版本';
comment on column forward_target.password is '重新编码所用的访问密码；空为沿用设备的';
comment on column forward_target.mn_map is '本机 MN 到对方 MN，未列出的不变';
comment on column forward_target.sites is '只转发这些站点 site.id；空为全部';
comment on column forward_target.kinds is '只转发这些数据类型；空为全部';
comment on column forward_target.answer_policy is 'as-flagged 报文要求应答则等应答，never 不等';
comment on column forward_target.frames_per_s is '最高速率，条/s';
comment on column forward_target.window_frames is '最多未应答条数';
comment on column forward_target.answer_timeout_ms is '应答超时，ms';
comment on column forward_target.resends is '超时后重发次数';
comment on column forward_target.starts_after is '建立时已提交的事务，不转发';
comment on column forward_target.cursor_tx is '游标：批次所在事务号';
comment on column forward_target.cursor_batch is '游标：批次 record_batch.id';
comment on column forward_target.cursor_done is '游标：该批次中已完成的条数';
comment on column forward_target.cursor_at is '游标所在批次的写入时间';
comment on column forward_target.lease_token is '正在服务它的转发进程';
comment on column forward_target.link is 'down 未连接，connecting 正在连接，up 已连接，waiting 等待重连';
comment on column forward_target.sent is '已发送条数';
comment on column forward_target.answered is '已应答条数';
comment on column forward_target.resent is '重发条数';
comment on column forward_target.refused is '对方拒收条数';
comment on column forward_target.passed is '不属于转发范围而略过的条数';
comment on column forward_target.waiting is '等待转发的条数（约）';

create table forward_refusal (
  target_id int not null references forward_target (id) on delete cascade,
  record_id bigint not null,
  at timestamptz not null default now(),
  reason text not null check (reason in ('unanswered', 'unencodable')),
  detail text,
  primary key (target_id, record_id)
);
comment on table forward_refusal is '对方拒收或无法编码的原始记录';
comment on column forward_refusal.record_id is '原始记录 raw_record.id';
comment on column forward_refusal.reason is 'unanswered 多次重发无应答而其他报文有应答，unencodable 无法编码';
