-- The gateway talks to devices: who is connected, what was asked of a device and how it answered, which data a device
-- is missing, and the file of each device. New tables, and columns with constant defaults on the small table device:
-- a brief exclusive lock on device, no rewrite, well under a second.

alter table device drop constraint device_edition_check;
alter table device add constraint device_edition_check check (edition in ('2005', '2017', '2025'));
alter table device add column tolerates text[] not null default '{}';
alter table device add column intervals jsonb not null default '{}';
alter table device add column factors text[] not null default '{}';
alter table device add column over_time_s smallint not null default 10;
alter table device add column resends smallint not null default 3;
alter table device add column gap_policy text not null default 'propose' check (gap_policy in ('propose', 'automatic', 'off'));
alter table device add column profiled_by text;
alter table device add column profiled_at timestamptz;
comment on column device.edition is '通信协议版本（HJ/T 212—2005、HJ 212—2017、HJ 212—2025）';
comment on column device.tolerates is '经人工确认可容忍的报文缺陷（发现编码，如 crc.modbus、len.short）';
comment on column device.intervals is '各类数据的应报间隔（realtime、minute、hour、day → s）';
comment on column device.factors is '应报监测因子编码';
comment on column device.over_time_s is '超时时间 OverTime，s';
comment on column device.resends is '重发次数 ReCount，次';
comment on column device.gap_policy is '缺数补取：propose 建议、由人确认，automatic 自动，off 不建议';
comment on column device.profiled_by is '确认设备档案的账号';
comment on column device.profiled_at is '确认设备档案的时间';

-- A gateway process that runs; one that has not been seen for a while is gone, and its sessions with it.
create table gateway_process (
  id text primary key,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
comment on table gateway_process is '接收网关进程';
comment on column gateway_process.seen_at is '最近一次报到时间';

create table device_session (
  id bigint generated always as identity,
  mn text not null,
  site_id int not null default 0,
  gateway text not null,
  peer text not null,
  connected_at timestamptz not null,
  last_frame_at timestamptz not null,
  frames bigint not null default 0,
  is_rival boolean not null default false,
  closed_at timestamptz,
  closed_why text check (closed_why in
    ('device-closed', 'idle', 'replaced', 'noise', 'unread', 'fault', 'gateway-stopped', 'gateway-lost')),
  primary key (site_id, id)
);
create index device_session_by_mn on device_session (mn, id desc);
create index device_session_open on device_session (gateway) where closed_at is null;
comment on table device_session is '设备会话（一条连接上的一个 MN）';
comment on column device_session.site_id is '站点；0 为未登记的设备';
comment on column device_session.gateway is '所连网关进程 gateway_process.id';
comment on column device_session.connected_at is '连接建立时间';
comment on column device_session.last_frame_at is '最近一条报文的接收时间';
comment on column device_session.frames is '报文数，条';
comment on column device_session.is_rival is '同一 MN 同时有两条活动连接';
comment on column device_session.closed_why is '结束原因：device-closed 设备断开，idle 超时无报文，replaced 被新连接取代，noise 杂乱字节过多，unread 设备不读应答，fault 连接出错，gateway-stopped 网关停止，gateway-lost 网关失联';

create table device_command (
  id bigint generated always as identity,
  mn text not null,
  site_id int not null,
  cn text not null,
  params jsonb not null,
  state text not null default 'queued' check (state in
    ('queued', 'sent', 'accepted', 'executed', 'refused', 'failed', 'timed-out', 'expired', 'cancelled')),
  cause text not null check (cause in ('person', 'gap-policy', 'device-asked')),
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  gateway text,
  qn text,
  sends smallint not null default 0,
  sent_at timestamptz,
  accepted_at timestamptz,
  finished_at timestamptz,
  qn_rtn smallint,
  exe_rtn smallint,
  data_frames int not null default 0,
  answer jsonb,
  why text check (why in ('no-answer', 'no-result', 'link-lost', 'gateway-lost', 'not-encodable')),
  primary key (site_id, id)
);
create index device_command_by_mn on device_command (mn, id desc);
create index device_command_waiting on device_command (mn, id) where state = 'queued';
-- MUST hold: a logger answers one command at a time.
create unique index device_command_open on device_command (site_id, mn) where state in ('sent', 'accepted');
comment on table device_command is '反控命令';
comment on column device_command.cn is '命令编码 CN';
comment on column device_command.params is '命令参数（字段 → 值）；密码与密钥在完成后抹去';
comment on column device_command.state is '状态：queued 排队，sent 已发送，accepted 设备已应答，executed 已执行，refused 设备拒绝，failed 执行失败，timed-out 超时，expired 过期未发，cancelled 已取消';
comment on column device_command.cause is '起因：person 人工，gap-policy 自动补数，device-asked 设备请求（1013）';
comment on column device_command.reason is '理由';
comment on column device_command.expires_at is '此时仍未发出则作废';
comment on column device_command.qn is '请求编码 QN，重发时不变';
comment on column device_command.sends is '发送次数，次';
comment on column device_command.qn_rtn is '请求应答 QnRtn（HJ 212 表 4）';
comment on column device_command.exe_rtn is '执行结果 ExeRtn（HJ 212 表 4）';
comment on column device_command.data_frames is '收到的数据报文数，条';
comment on column device_command.answer is '设备返回的参数（字段 → 值）';
comment on column device_command.why is '未完成的原因：no-answer 请求无应答，no-result 无执行结果，link-lost 连接中断，gateway-lost 网关失联，not-encodable 无法编码';

create table device_command_frame (
  site_id int not null,
  command_id bigint not null,
  n int not null,
  at timestamptz not null,
  direction text not null check (direction in ('out', 'in')),
  cn text,
  body bytea not null,
  note text check (note in ('resend', 'qn-differs', 'late')),
  primary key (site_id, command_id, n)
);
comment on table device_command_frame is '反控命令的往来报文（逐字节）';
comment on column device_command_frame.n is '次序，从 1 起';
comment on column device_command_frame.direction is 'out 网关发出，in 设备返回';
comment on column device_command_frame.note is 'resend 重发，qn-differs 返回的 QN 与请求不符，late 命令已结束后才到';

create table device_gap (
  id bigint generated always as identity,
  site_id int not null,
  mn text not null,
  kind text not null check (kind in ('minute', 'hour', 'day')),
  from_at timestamptz not null,
  until_at timestamptz not null,
  periods int not null,
  state text not null default 'open' check (state in ('open', 'asked', 'filled', 'absent', 'dismissed')),
  command_id bigint,
  found_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (site_id, id)
);
create unique index device_gap_once on device_gap (site_id, mn, kind, from_at) where state in ('open', 'asked');
create index device_gap_by_mn on device_gap (mn, kind, from_at);
comment on table device_gap is '设备缺数时段';
comment on column device_gap.from_at is '首个缺数时段的起点';
comment on column device_gap.until_at is '末个缺数时段的终点（不含）';
comment on column device_gap.periods is '缺数时段数，个';
comment on column device_gap.state is '状态：open 待补取，asked 已请求，filled 已补齐，absent 设备无此数据，dismissed 人工忽略';

create table device_entry (
  id bigint generated always as identity,
  site_id int not null,
  mn text not null,
  kind text not null check (kind in ('installation', 'calibration', 'maintenance', 'replacement', 'fault', 'note')),
  at timestamptz not null,
  until_at timestamptz,
  person text not null,
  manufacturer text,
  model text,
  serial_no text,
  text text not null default '',
  created_by text not null,
  created_at timestamptz not null default now(),
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (site_id, id)
);
create index device_entry_by_mn on device_entry (mn, at desc);
comment on table device_entry is '设备档案记录：安装、校准、维护、更换';
comment on column device_entry.at is '发生（开始）时间';
comment on column device_entry.until_at is '结束时间（如维护、校准时段）';
comment on column device_entry.person is '经办人';
comment on column device_entry.model is '型号（安装、更换时填写）';
comment on column device_entry.serial_no is '出厂编号';
comment on column device_entry.withdrawn_at is '撤回时间；撤回的记录仍可查';
