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

create table account_post (
  account_id integer not null,
  unit text not null,
  role text not null,
  since timestamp with time zone not null default now(),
  PRIMARY KEY (account_id, unit, role),
  FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX account_post_unit ON public.account_post USING btree (unit, role);
comment on table account_post is '岗位（账号在某单位担任的角色）';
comment on column account_post.role is '角色（流程定义中的编号）';

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

create table account_visit (
  account_id integer not null,
  page text not null,
  seen_at timestamp with time zone not null,
  seen_event bigint not null,
  PRIMARY KEY (account_id, page),
  FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  CHECK ((seen_event >= 0))
);
comment on table account_visit is '上次查看（每个账号每个页面一行）';
comment on column account_visit.seen_event is '上次查看时最后一条事件的编号';

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

create table appraisal (
  id bigint generated always as identity not null,
  plan_id text not null,
  year integer not null,
  scheme_id text not null,
  scheme_version integer not null,
  case_id bigint not null,
  opened_by text not null,
  opened_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (case_id),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  FOREIGN KEY (plan_id, scheme_id, scheme_version) REFERENCES appraisal_scheme(plan_id, id, version),
  CHECK (((year >= 2000) AND (year <= 2100)))
);
CREATE INDEX appraisal_of_plan ON public.appraisal USING btree (plan_id, year DESC, id DESC);
comment on table appraisal is '考核（一个方案版本、一个年度；办到哪一步见办件）';

create table appraisal_appeal (
  id bigint generated always as identity not null,
  appraisal_id bigint not null,
  unit_id text not null,
  item_id text not null,
  wanted numeric not null,
  words text not null,
  author text not null,
  at timestamp with time zone not null default now(),
  is_upheld boolean,
  decided_value numeric,
  decided_words text,
  decided_by text,
  decided_at timestamp with time zone,
  PRIMARY KEY (id),
  UNIQUE (appraisal_id, unit_id, item_id),
  FOREIGN KEY (appraisal_id) REFERENCES appraisal(id),
  FOREIGN KEY (appraisal_id, unit_id) REFERENCES appraisal_unit(appraisal_id, unit_id),
  CHECK ((words <> ''::text))
);
comment on table appraisal_appeal is '申诉（一单位对一项内容一次）与裁定';
comment on column appraisal_appeal.wanted is '单位主张的数值，单位见方案';
comment on column appraisal_appeal.is_upheld is '是否支持；为空时待裁定';
comment on column appraisal_appeal.decided_value is '裁定后的数值；不支持时为空';

create table appraisal_entry (
  id bigint generated always as identity not null,
  appraisal_id bigint not null,
  unit_id text not null,
  item_id text not null,
  kind text not null,
  value numeric not null,
  words text not null,
  author text not null,
  reason text not null default ''::text,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (appraisal_id) REFERENCES appraisal(id),
  FOREIGN KEY (appraisal_id, unit_id) REFERENCES appraisal_unit(appraisal_id, unit_id),
  CHECK ((kind = ANY (ARRAY['own-report'::text, 'judged'::text, 'decided'::text]))),
  CHECK ((words <> ''::text))
);
CREATE UNIQUE INDEX appraisal_entry_now ON public.appraisal_entry USING btree (appraisal_id, unit_id, item_id, kind) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table appraisal_entry is '考核中由人填写的数：自评、评定、申诉裁定（只增不改）';
comment on column appraisal_entry.item_id is '方案中考核内容、加减分项或一票否决的编号';
comment on column appraisal_entry.value is '数值，单位见方案；加减分项为次数，一票否决为 1';
comment on column appraisal_entry.words is '事实说明';
comment on column appraisal_entry.known_until is '被修改或撤回的时间';

create table appraisal_scheme (
  plan_id text not null,
  id text not null,
  version integer not null,
  body jsonb not null,
  hash text not null,
  note text not null default ''::text,
  author text not null,
  saved_at timestamp with time zone not null default now(),
  document text,
  issued_by text,
  issued_at timestamp with time zone,
  PRIMARY KEY (plan_id, id, version),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((document <> ''::text)),
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((version > 0))
);
comment on table appraisal_scheme is '考核方案（每次保存另存一版，永不改动）';
comment on column appraisal_scheme.hash is 'body 的 SHA-256';
comment on column appraisal_scheme.document is '下达文件；为空时是草案，不能用于考核';

create table appraisal_sheet (
  appraisal_id bigint not null,
  stage text not null,
  at timestamp with time zone not null,
  author text not null,
  body jsonb not null,
  hash text not null,
  PRIMARY KEY (appraisal_id, stage),
  FOREIGN KEY (appraisal_id) REFERENCES appraisal(id),
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((stage = ANY (ARRAY['published'::text, 'signed'::text])))
);
comment on table appraisal_sheet is '冻结的考核表（公布时、签发时各一份，永不改动）';
comment on column appraisal_sheet.body is '各单位得分、依据、当日负责人';
comment on column appraisal_sheet.hash is 'body 的 SHA-256';

create table appraisal_unit (
  appraisal_id bigint not null,
  unit_id text not null,
  unit text not null,
  group_id text not null,
  PRIMARY KEY (appraisal_id, unit_id),
  FOREIGN KEY (appraisal_id) REFERENCES appraisal(id),
  CHECK ((unit <> ''::text))
);
CREATE INDEX appraisal_unit_record ON public.appraisal_unit USING btree (unit_id, appraisal_id);
comment on table appraisal_unit is '考核对象';
comment on column appraisal_unit.unit_id is '单位名录编号，更名后不变；名录中没有的为名称';
comment on column appraisal_unit.unit is '考核发起时的名称';
comment on column appraisal_unit.group_id is '方案中的分组';

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

create table calendar_year (
  id bigint generated always as identity not null,
  year integer not null,
  source text not null,
  verified boolean not null,
  holidays jsonb not null,
  make_up_days text[] not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  PRIMARY KEY (id),
  CHECK ((source <> ''::text)),
  CHECK (((year >= 2000) AND (year <= 2100)))
);
CREATE UNIQUE INDEX calendar_year_now ON public.calendar_year USING btree (year) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table calendar_year is '节假日安排（导入的年度，取代随产品带来的同一年度；只增不改）';
comment on column calendar_year.source is '通知名称和文号';
comment on column calendar_year.verified is '导入人是否已与通知原文核对';
comment on column calendar_year.holidays is '节日及放假起止日';
comment on column calendar_year.make_up_days is '调休上班的日期';
comment on column calendar_year.known_until is '被再次导入取代的时间';

create table case_link (
  from_case_id bigint not null,
  to_case_id bigint not null,
  author text not null,
  made_at timestamp with time zone not null default now(),
  PRIMARY KEY (from_case_id, to_case_id),
  FOREIGN KEY (from_case_id) REFERENCES procedure_case(id),
  FOREIGN KEY (to_case_id) REFERENCES procedure_case(id),
  CHECK ((from_case_id <> to_case_id))
);
CREATE INDEX case_link_to ON public.case_link USING btree (to_case_id);
comment on table case_link is '办件之间的交办关系（只增不改）';
comment on column case_link.from_case_id is '交办的办件，如会商';
comment on column case_link.to_case_id is '交办出的后续办件，如督办、分工';

create table case_party (
  case_id bigint not null,
  unit text not null,
  relation text not null,
  PRIMARY KEY (case_id, unit, relation),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id) ON DELETE CASCADE
);
CREATE INDEX case_party_relation ON public.case_party USING btree (case_id, relation, unit);
CREATE INDEX case_party_unit ON public.case_party USING btree (unit, case_id);
comment on table case_party is '参与单位';
comment on column case_party.relation is '与办件的关系（流程定义中的编号）';

create table case_strand (
  case_id bigint not null,
  branch text not null,
  unit text not null,
  state text not null,
  PRIMARY KEY (case_id, branch, unit),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id) ON DELETE CASCADE
);
comment on table case_strand is '并行办理中各单位的状态（仅进行中的一组）';

create table city_target (
  id bigint generated always as identity not null,
  plan_id text not null,
  indicator_id text not null,
  at timestamp with time zone not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  comparator text not null,
  value numeric not null,
  document text not null,
  issued_at timestamp with time zone not null,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((comparator = ANY (ARRAY['>='::text, '<='::text, '>'::text, '<'::text, '='::text]))),
  CHECK ((document <> ''::text))
);
CREATE UNIQUE INDEX city_target_now ON public.city_target USING btree (plan_id, indicator_id, at) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table city_target is '市下达目标（只增不改）';
comment on column city_target.at is '目标年度起点（北京时间）';
comment on column city_target.value is '目标值，单位同指标';
comment on column city_target.document is '下达文件（文号）';
comment on column city_target.issued_at is '下达日期';

create table correction (
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  site_id integer not null,
  factor_id smallint not null,
  kind text not null,
  id text not null,
  method text not null,
  params jsonb not null,
  instants timestamp with time zone[] not null,
  before_values double precision[] not null,
  after_values double precision[] not null,
  author text not null,
  reason text not null,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (site_id, id),
  CHECK ((kind = ANY (ARRAY['realtime'::text, 'minute'::text, 'hour'::text, 'day'::text, 'sample'::text]))),
  CHECK ((method = ANY (ARRAY['constant'::text, 'offset'::text, 'drift'::text, 'remove'::text, 'interpolate'::text])))
);
CREATE INDEX correction_now ON public.correction USING btree (site_id, until_at) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table correction is '数据更正（原始数据从不改动）';
comment on column correction.known_until is '撤销时间';
comment on column correction.instants is '被更正数据的时段起点';
comment on column correction.before_values is '更正前的有效值，单位见 factor.unit；空为缺测';
comment on column correction.after_values is '更正后的值，单位见 factor.unit；空为剔除';

create table deviation (
  id bigint generated by default as identity not null,
  plan_id text not null,
  number bigint not null,
  rule_id text not null,
  subject_kind text not null,
  subject_ref text not null,
  name jsonb not null,
  units text[] not null,
  reason jsonb not null,
  state text not null,
  remark text not null default ''::text,
  case_id bigint,
  author text not null,
  first_seen timestamp with time zone not null,
  last_seen timestamp with time zone not null,
  known_from timestamp with time zone not null,
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK (((state = 'handled'::text) = (case_id IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['open'::text, 'handled'::text, 'dismissed'::text, 'gone'::text]))),
  CHECK ((subject_kind = ANY (ARRAY['indicator'::text, 'obligation'::text, 'project'::text, 'unit'::text]))),
  CHECK ((subject_ref <> ''::text))
);
CREATE INDEX deviation_case ON public.deviation USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE UNIQUE INDEX deviation_now ON public.deviation USING btree (plan_id, number) WHERE (known_until = 'infinity'::timestamp with time zone);
CREATE INDEX deviation_standing ON public.deviation USING btree (plan_id, rule_id, subject_kind, subject_ref, number DESC) WHERE (known_until = 'infinity'::timestamp with time zone);
CREATE INDEX deviation_state ON public.deviation USING btree (plan_id, state, first_seen DESC, number) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table deviation is '偏差（按规则发现；只增不改）';
comment on column deviation.number is '偏差编号，同一偏差的各行相同';
comment on column deviation.rule_id is '偏差规则（规划包中的编号）';
comment on column deviation.subject_kind is '偏差对象的种类：指标、任务、项目、单位';
comment on column deviation.subject_ref is '偏差对象的编号或单位名称';
comment on column deviation.name is '偏差对象的名称（中英文）';
comment on column deviation.units is '应督促的单位；尚未明确时为空';
comment on column deviation.reason is '偏差依据（数值）';
comment on column deviation.state is '偏差状态：待处理、已发起办件、已排除、已消失';
comment on column deviation.remark is '排除的理由';
comment on column deviation.case_id is '为此发起的办件';
comment on column deviation.first_seen is '首次发现的时间';
comment on column deviation.last_seen is '本行写入时最近一次发现的时间';
comment on column deviation.known_until is '被修改的时间';

create table deviation_look (
  plan_id text not null,
  at timestamp with time zone not null,
  author text not null,
  found integer not null,
  PRIMARY KEY (plan_id, at),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((found >= 0))
);
comment on table deviation_look is '偏差排查（每次一行；每天至少一次）';
comment on column deviation_look.found is '发现的偏差数';

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
  tolerates text[] not null default '{}'::text[],
  intervals jsonb not null default '{}'::jsonb,
  factors text[] not null default '{}'::text[],
  over_time_s smallint not null default 10,
  resends smallint not null default 3,
  gap_policy text not null default 'propose'::text,
  profiled_by text,
  profiled_at timestamp with time zone,
  number integer generated always as identity not null,
  encryption text not null default 'accepted'::text,
  PRIMARY KEY (mn),
  FOREIGN KEY (site_id) REFERENCES site(id),
  CHECK ((answer_policy = ANY (ARRAY['as-flagged'::text, 'always'::text, 'never'::text]))),
  CHECK ((edition = ANY (ARRAY['2005'::text, '2017'::text, '2025'::text]))),
  CHECK ((encryption = ANY (ARRAY['off'::text, 'accepted'::text, 'required'::text]))),
  CHECK ((gap_policy = ANY (ARRAY['propose'::text, 'automatic'::text, 'off'::text]))),
  CHECK ((period_stamp = ANY (ARRAY['start'::text, 'end'::text])))
);
CREATE INDEX device_by_site ON public.device USING btree (site_id);
comment on table device is '数据采集传输仪';
comment on column device.mn is '设备唯一标识 MN';
comment on column device.system_code is '系统编码 ST';
comment on column device.edition is '通信协议版本（HJ/T 212—2005、HJ 212—2017、HJ 212—2025）';
comment on column device.period_stamp is '时段数据的数据时间是时段起点（标准）还是终点';
comment on column device.units is '设备上报单位（因子编码 → 单位），缺省按 HJ 212 附录 B';
comment on column device.expected_interval_s is '应报间隔，s';
comment on column device.tolerates is '经人工确认可容忍的报文缺陷（发现编码，如 crc.modbus、len.short）';
comment on column device.intervals is '各类数据的应报间隔（realtime、minute、hour、day → s）';
comment on column device.factors is '应报监测因子编码';
comment on column device.over_time_s is '超时时间 OverTime，s';
comment on column device.resends is '重发次数 ReCount，次';
comment on column device.gap_policy is '缺数补取：propose 建议、由人确认，automatic 自动，off 不建议';
comment on column device.profiled_by is '确认设备档案的账号';
comment on column device.profiled_at is '确认设备档案的时间';
comment on column device.number is '编号，永不改变，对外接口以此称呼';
comment on column device.encryption is '上报加密（SM4）：off 不用密钥，accepted 密文、明文都接收，required 应加密的命令不接收明文；未设置密钥时都按明文接收';

create table device_command (
  id bigint generated always as identity not null,
  mn text not null,
  site_id integer not null,
  cn text not null,
  params jsonb not null,
  state text not null default 'queued'::text,
  cause text not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  gateway text,
  qn text,
  sends smallint not null default 0,
  sent_at timestamp with time zone,
  accepted_at timestamp with time zone,
  finished_at timestamp with time zone,
  qn_rtn smallint,
  exe_rtn smallint,
  data_frames integer not null default 0,
  answer jsonb,
  why text,
  PRIMARY KEY (site_id, id),
  CHECK ((cause = ANY (ARRAY['person'::text, 'gap-policy'::text, 'device-asked'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'accepted'::text, 'executed'::text, 'refused'::text, 'failed'::text, 'timed-out'::text, 'expired'::text, 'cancelled'::text]))),
  CHECK ((why = ANY (ARRAY['no-answer'::text, 'no-result'::text, 'link-lost'::text, 'gateway-lost'::text, 'not-encodable'::text])))
);
CREATE INDEX device_command_by_mn ON public.device_command USING btree (mn, id DESC);
CREATE UNIQUE INDEX device_command_open ON public.device_command USING btree (site_id, mn) WHERE (state = ANY (ARRAY['sent'::text, 'accepted'::text]));
CREATE INDEX device_command_waiting ON public.device_command USING btree (mn, id) WHERE (state = 'queued'::text);
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
  site_id integer not null,
  command_id bigint not null,
  n integer not null,
  at timestamp with time zone not null,
  direction text not null,
  cn text,
  body bytea not null,
  note text,
  PRIMARY KEY (site_id, command_id, n),
  CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  CHECK ((note = ANY (ARRAY['resend'::text, 'qn-differs'::text, 'late'::text])))
);
comment on table device_command_frame is '反控命令的往来报文（逐字节）';
comment on column device_command_frame.n is '次序，从 1 起';
comment on column device_command_frame.direction is 'out 网关发出，in 设备返回';
comment on column device_command_frame.note is 'resend 重发，qn-differs 返回的 QN 与请求不符，late 命令已结束后才到';

create table device_entry (
  id bigint generated always as identity not null,
  site_id integer not null,
  mn text not null,
  kind text not null,
  at timestamp with time zone not null,
  until_at timestamp with time zone,
  person text not null,
  manufacturer text,
  model text,
  serial_no text,
  text text not null default ''::text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (site_id, id),
  CHECK ((kind = ANY (ARRAY['installation'::text, 'calibration'::text, 'maintenance'::text, 'replacement'::text, 'fault'::text, 'note'::text])))
);
CREATE INDEX device_entry_by_mn ON public.device_entry USING btree (mn, at DESC);
comment on table device_entry is '设备档案记录：安装、校准、维护、更换';
comment on column device_entry.at is '发生（开始）时间';
comment on column device_entry.until_at is '结束时间（如维护、校准时段）';
comment on column device_entry.person is '经办人';
comment on column device_entry.model is '型号（安装、更换时填写）';
comment on column device_entry.serial_no is '出厂编号';
comment on column device_entry.withdrawn_at is '撤回时间；撤回的记录仍可查';

create table device_gap (
  id bigint generated always as identity not null,
  site_id integer not null,
  mn text not null,
  kind text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  periods integer not null,
  state text not null default 'open'::text,
  command_id bigint,
  found_at timestamp with time zone not null default now(),
  settled_at timestamp with time zone,
  PRIMARY KEY (site_id, id),
  CHECK ((kind = ANY (ARRAY['minute'::text, 'hour'::text, 'day'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'asked'::text, 'filled'::text, 'absent'::text, 'dismissed'::text])))
);
CREATE INDEX device_gap_by_mn ON public.device_gap USING btree (mn, kind, from_at);
CREATE UNIQUE INDEX device_gap_once ON public.device_gap USING btree (site_id, mn, kind, from_at) WHERE (state = ANY (ARRAY['open'::text, 'asked'::text]));
comment on table device_gap is '设备缺数时段';
comment on column device_gap.from_at is '首个缺数时段的起点';
comment on column device_gap.until_at is '末个缺数时段的终点（不含）';
comment on column device_gap.periods is '缺数时段数，个';
comment on column device_gap.state is '状态：open 待补取，asked 已请求，filled 已补齐，absent 设备无此数据，dismissed 人工忽略';

create table device_key (
  id bigint generated always as identity not null,
  site_id integer not null,
  mn text not null,
  key bytea not null,
  made_at timestamp with time zone not null default now(),
  since timestamp with time zone,
  until timestamp with time zone,
  origin text not null,
  PRIMARY KEY (site_id, id),
  CHECK ((octet_length(key) = 16)),
  CHECK ((origin = ANY (ARRAY['by-hand'::text, 'command'::text])))
);
CREATE INDEX device_key_by_mn ON public.device_key USING btree (mn, since DESC);
CREATE UNIQUE INDEX device_key_offered ON public.device_key USING btree (site_id, mn) WHERE ((since IS NULL) AND (until IS NULL));
comment on table device_key is '设备的 SM4 密钥；在用的与更换前的一个同时有效';
comment on column device_key.key is '密钥，16 字节';
comment on column device_key.made_at is '密钥产生时间（SKCreateTime）';
comment on column device_key.since is '启用时间；空为已下发（1014）、尚未见设备使用';
comment on column device_key.until is '人工移除的时间；未移除的密钥在其后第二个密钥启用时失效';
comment on column device_key.origin is '来源：by-hand 人工录入，command 网关产生并以 1014 下发';

create table device_session (
  id bigint generated always as identity not null,
  mn text not null,
  site_id integer not null default 0,
  gateway text not null,
  peer text not null,
  connected_at timestamp with time zone not null,
  last_frame_at timestamp with time zone not null,
  frames bigint not null default 0,
  is_rival boolean not null default false,
  closed_at timestamp with time zone,
  closed_why text,
  PRIMARY KEY (site_id, id),
  CHECK ((closed_why = ANY (ARRAY['device-closed'::text, 'idle'::text, 'replaced'::text, 'noise'::text, 'unread'::text, 'fault'::text, 'gateway-stopped'::text, 'gateway-lost'::text])))
);
CREATE INDEX device_session_by_mn ON public.device_session USING btree (mn, id DESC);
CREATE INDEX device_session_open ON public.device_session USING btree (gateway) WHERE (closed_at IS NULL);
comment on table device_session is '设备会话（一条连接上的一个 MN）';
comment on column device_session.site_id is '站点；0 为未登记的设备';
comment on column device_session.gateway is '所连网关进程 gateway_process.id';
comment on column device_session.connected_at is '连接建立时间';
comment on column device_session.last_frame_at is '最近一条报文的接收时间';
comment on column device_session.frames is '报文数，条';
comment on column device_session.is_rival is '同一 MN 同时有两条活动连接';
comment on column device_session.closed_why is '结束原因：device-closed 设备断开，idle 超时无报文，replaced 被新连接取代，noise 杂乱字节过多，unread 设备不读应答，fault 连接出错，gateway-stopped 网关停止，gateway-lost 网关失联';

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
CREATE INDEX domain_event_case_actor ON public.domain_event USING btree (actor, stream_id) WHERE (stream = 'procedure-case'::text);
CREATE INDEX domain_event_project ON public.domain_event USING btree (id) WHERE (stream = 'project'::text);
CREATE INDEX domain_event_told ON public.domain_event USING btree (id) WHERE ((stream = 'procedure-case'::text) AND (type = ANY (ARRAY['CaseReminded'::text, 'CaseEscalated'::text])));
CREATE TRIGGER domain_event_append_only BEFORE DELETE OR UPDATE ON public.domain_event FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER domain_event_no_truncate BEFORE TRUNCATE ON public.domain_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change();
comment on table domain_event is '事件日志（只增，哈希链）';

create table evidence (
  id bigint generated always as identity not null,
  plan_id text not null,
  about_kind text not null,
  about_ref text not null,
  kind text not null,
  name text not null,
  file_sha256 text,
  file_bytes bigint,
  media_type text,
  taken_at timestamp with time zone,
  lon double precision,
  lat double precision,
  place_from text,
  "extract" jsonb,
  author text not null,
  added_at timestamp with time zone not null default now(),
  review_state text not null default 'draft'::text,
  reviewed_by text,
  reviewed_at timestamp with time zone,
  review_reason text,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((about_kind <> ''::text)),
  CHECK ((about_ref <> ''::text)),
  CHECK (((kind = ANY (ARRAY['document'::text, 'photo'::text])) = (file_sha256 IS NOT NULL))),
  CHECK (((kind = ANY (ARRAY['document'::text, 'photo'::text])) = ("extract" IS NULL))),
  CHECK (((file_sha256 IS NULL) = (file_bytes IS NULL))),
  CHECK (((lon IS NULL) = (lat IS NULL))),
  CHECK (((lon IS NULL) = (place_from IS NULL))),
  CHECK (((review_state = 'draft'::text) = (reviewed_by IS NULL))),
  CHECK ((reviewed_by <> author)),
  CHECK (((withdrawn_by IS NULL) = (withdrawn_at IS NULL))),
  CHECK ((file_bytes > 0)),
  CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((kind = ANY (ARRAY['document'::text, 'photo'::text, 'reading-extract'::text, 'closed-case'::text]))),
  CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  CHECK ((name <> ''::text)),
  CHECK ((place_from = ANY (ARRAY['exif'::text, 'entered'::text]))),
  CHECK ((review_state = ANY (ARRAY['draft'::text, 'accepted'::text, 'rejected'::text])))
);
CREATE INDEX evidence_about ON public.evidence USING btree (plan_id, about_kind, about_ref, id DESC);
CREATE INDEX evidence_accepted ON public.evidence USING btree (plan_id, about_kind, about_ref) WHERE ((review_state = 'accepted'::text) AND (withdrawn_at IS NULL));
comment on table evidence is '佐证（只撤回，不删除；经过见 domain_event）';
comment on column evidence.about_kind is '佐证对象的种类，如任务、工程';
comment on column evidence.about_ref is '佐证对象的编号';
comment on column evidence.kind is '文件、照片、监测数据摘录、办结事项';
comment on column evidence.file_sha256 is '文件内容的 SHA-256；文件在数据目录 files 下以此命名';
comment on column evidence.file_bytes is '文件大小，字节';
comment on column evidence.taken_at is '拍摄时间（取自照片 EXIF）';
comment on column evidence.lon is '经度，WGS84，度';
comment on column evidence.lat is '纬度，WGS84，度';
comment on column evidence.place_from is '位置来源：照片 EXIF 或人工填写';
comment on column evidence."extract" is '冻结的摘录：数据引用、值、输入摘要与所知时间，或办结事项的编号与状态';
comment on column evidence.review_state is '审核状态：待审、认可、不认可；审核人不得为提交人';

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

create table feed_day (
  day timestamp with time zone not null,
  site_id integer not null,
  kind text not null,
  expected integer not null,
  received integer not null,
  on_time integer not null,
  value_count integer not null,
  valid_count integer not null,
  median_delay_s integer,
  factors jsonb not null,
  counted_at timestamp with time zone not null default now(),
  PRIMARY KEY (site_id, kind, day),
  CHECK ((kind = ANY (ARRAY['realtime'::text, 'minute'::text, 'hour'::text, 'day'::text, 'sample'::text])))
);
comment on table feed_day is '每日数据传输情况';
comment on column feed_day.expected is '应收数据组数';
comment on column feed_day.received is '实收数据组数';
comment on column feed_day.on_time is '按时到达的数据组数';
comment on column feed_day.value_count is '数值个数';
comment on column feed_day.valid_count is '有效数值个数';
comment on column feed_day.median_delay_s is '到达延迟中位数，s';
comment on column feed_day.factors is '各因子：实收数与有效数';

create table feed_operator (
  site_id integer not null,
  from_at timestamp with time zone not null,
  name text not null,
  author text not null,
  reason text not null,
  noted_at timestamp with time zone not null default now(),
  PRIMARY KEY (site_id, from_at)
);
comment on table feed_operator is '运维单位（自何时起负责该站点）';

create table former_post (
  account_id integer not null,
  unit text not null,
  role text not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null default now(),
  PRIMARY KEY (account_id, unit, role, since),
  FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX former_post_unit ON public.former_post USING btree (unit, role, until);
comment on table former_post is '卸任的岗位（谁在哪一天担任什么）';
comment on column former_post.role is '角色（流程定义中的编号）';
comment on column former_post.until is '卸任时间（不含）';

create table forward_refusal (
  target_id integer not null,
  record_id bigint not null,
  at timestamp with time zone not null default now(),
  reason text not null,
  detail text,
  PRIMARY KEY (target_id, record_id),
  FOREIGN KEY (target_id) REFERENCES forward_target(id) ON DELETE CASCADE,
  CHECK ((reason = ANY (ARRAY['unanswered'::text, 'unencodable'::text])))
);
comment on table forward_refusal is '对方拒收或无法编码的原始记录';
comment on column forward_refusal.record_id is '原始记录 raw_record.id';
comment on column forward_refusal.reason is 'unanswered 多次重发无应答而其他报文有应答，unencodable 无法编码';

create table forward_target (
  id integer generated always as identity not null,
  name text not null,
  host text not null,
  port integer not null,
  mode text not null,
  edition text not null default '2017'::text,
  password text,
  mn_map jsonb not null default '{}'::jsonb,
  sites integer[],
  kinds text[],
  answer_policy text not null default 'as-flagged'::text,
  frames_per_s double precision not null default 50,
  window_frames integer not null default 16,
  answer_timeout_ms integer not null default 10000,
  resends integer not null default 3,
  is_active boolean not null default true,
  version integer not null default 1,
  starts_after pg_snapshot not null default pg_current_snapshot(),
  cursor_tx xid8 not null default '0'::xid8,
  cursor_batch bigint not null default 0,
  cursor_done integer not null default 0,
  cursor_at timestamp with time zone,
  lease_token text,
  lease_until timestamp with time zone,
  link text not null default 'down'::text,
  sent bigint not null default 0,
  answered bigint not null default 0,
  resent bigint not null default 0,
  refused bigint not null default 0,
  passed bigint not null default 0,
  waiting bigint not null default 0,
  last_sent_at timestamp with time zone,
  last_answer_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (name),
  CHECK ((answer_policy = ANY (ARRAY['as-flagged'::text, 'never'::text]))),
  CHECK ((edition = ANY (ARRAY['2005'::text, '2017'::text, '2025'::text]))),
  CHECK ((link = ANY (ARRAY['down'::text, 'connecting'::text, 'up'::text, 'waiting'::text]))),
  CHECK ((mode = ANY (ARRAY['raw'::text, 'encoded'::text]))),
  CHECK (((port > 0) AND (port < 65536)))
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

create table gateway_process (
  id text not null,
  started_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  PRIMARY KEY (id)
);
comment on table gateway_process is '接收网关进程';
comment on column gateway_process.seen_at is '最近一次报到时间';

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
CREATE TRIGGER import_batch_tell_webhooks AFTER UPDATE OF state ON public.import_batch FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) AND (new.state = ANY (ARRAY['done'::text, 'failed'::text, 'undone'::text])))) EXECUTE FUNCTION tell_import_finished();
comment on table import_batch is '数据导入批次';
comment on column import_batch.mapping is '列映射与单位';
comment on column import_batch.unchanged is '与已有数据相同的行数';

create table indicator_definition (
  plan_id text not null,
  indicator_id text not null,
  known_from timestamp with time zone not null,
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  definition jsonb not null,
  PRIMARY KEY (plan_id, indicator_id, known_from),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX indicator_definition_now ON public.indicator_definition USING btree (plan_id, indicator_id) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table indicator_definition is '指标定义的历史（规划包每次变更保留一版，只增不改）';
comment on column indicator_definition.known_until is '被新版规划包替换的时间';
comment on column indicator_definition.definition is '指标全文：公式、目标、各处写法、基线';

create table indicator_report (
  id bigint generated always as identity not null,
  plan_id text not null,
  indicator_id text not null,
  at timestamp with time zone not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  inputs jsonb not null,
  source text not null,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((source <> ''::text))
);
CREATE UNIQUE INDEX indicator_report_now ON public.indicator_report USING btree (plan_id, indicator_id, at) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table indicator_report is '指标填报（主管单位填报的年度数据；只增不改）';
comment on column indicator_report.at is '年度起点（北京时间）';
comment on column indicator_report.known_until is '被更正或撤回的时间';
comment on column indicator_report.inputs is '填报项 → 数值（原样文本）';
comment on column indicator_report.source is '数据来源（文件、文号）';
comment on column indicator_report.reason is '更正理由；首次填报为空';

create table indicator_signoff (
  plan_id text not null,
  at timestamp with time zone not null,
  version integer not null,
  signed_at timestamp with time zone not null default now(),
  signed_by text not null,
  note text not null default ''::text,
  rows jsonb not null,
  hash text not null,
  PRIMARY KEY (plan_id, at, version),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((version > 0))
);
comment on table indicator_signoff is '年度指标核定（每次核定冻结一个版本，永不改动）';
comment on column indicator_signoff.rows is '核定时各指标的值、目标、公式版本与数据摘要';
comment on column indicator_signoff.hash is 'rows 的 SHA-256';

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
CREATE TRIGGER indicator_value_tell_webhooks AFTER INSERT ON public.indicator_value FOR EACH ROW EXECUTE FUNCTION tell_indicator_changed();
comment on table indicator_value is '指标值';
comment on column indicator_value.basis is '口径：in-force 为数据时间有效版本，或指定版本';
comment on column indicator_value.completeness is '完整性，0–1';

create table intake_run (
  id bigint generated always as identity not null,
  source_id integer,
  way text not null,
  cause text not null,
  state text not null,
  origin text not null,
  author text not null,
  begun_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  bytes bigint not null default 0,
  rows integer not null default 0,
  stored integer not null default 0,
  revised integer not null default 0,
  unchanged integer not null default 0,
  quarantined integer not null default 0,
  failure text,
  sha256 text,
  head text,
  idempotency_key text,
  answer jsonb,
  findings jsonb not null default '[]'::jsonb,
  undoable boolean not null default false,
  undone_by text,
  undone_at timestamp with time zone,
  undo_reason text,
  failure_en text,
  PRIMARY KEY (id),
  FOREIGN KEY (source_id) REFERENCES intake_source(id),
  CHECK ((cause = ANY (ARRAY['schedule'::text, 'person'::text, 'arrival'::text, 'reingest'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'unchanged'::text, 'failed'::text, 'undone'::text]))),
  CHECK ((way = ANY (ARRAY['mqtt'::text, 'http'::text, 'pull'::text, 'manual'::text])))
);
CREATE INDEX intake_run_by_source ON public.intake_run USING btree (source_id, id);
CREATE UNIQUE INDEX intake_run_once ON public.intake_run USING btree (author, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE INDEX intake_run_without_source ON public.intake_run USING btree (way, id) WHERE (source_id IS NULL);
comment on table intake_run is '接入批次（一次拉取、一次提交，或一个主题的一天）';
comment on column intake_run.cause is '起因：schedule 定时，person 人工，arrival 数据到达，reingest 重新入库';
comment on column intake_run.origin is '来自：地址、文件或主题';
comment on column intake_run.bytes is '内容大小，字节';
comment on column intake_run.rows is '行数';
comment on column intake_run.stored is '新入库行数';
comment on column intake_run.revised is '改变已有数据的行数';
comment on column intake_run.unchanged is '与已有数据相同的行数';
comment on column intake_run.quarantined is '隔离行数';
comment on column intake_run.failure is '失败原因（中文）';
comment on column intake_run.sha256 is '内容摘要';
comment on column intake_run.head is '表头或外层内容，重新入库时与各行一起读';
comment on column intake_run.answer is '对提交方的答复，重复提交时原样返回';
comment on column intake_run.findings is '按代码汇总的问题与首个行号';
comment on column intake_run.undoable is '可撤销：其修订记有批次编号（此前的批次没有）';
comment on column intake_run.undone_by is '撤销人';
comment on column intake_run.undone_at is '撤销时间';
comment on column intake_run.undo_reason is '撤销原因';
comment on column intake_run.failure_en is '失败原因（英文）';

create table intake_source (
  id integer generated always as identity not null,
  way text not null,
  name text not null,
  state text not null default 'active'::text,
  settings jsonb not null,
  mapping jsonb not null,
  version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  changed_by text not null,
  changed_at timestamp with time zone not null default now(),
  next_at timestamp with time zone,
  busy_until timestamp with time zone,
  failures integer not null default 0,
  memory jsonb not null default '{}'::jsonb,
  PRIMARY KEY (id),
  UNIQUE (name),
  CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text]))),
  CHECK ((way = ANY (ARRAY['mqtt'::text, 'http'::text, 'pull'::text])))
);
comment on table intake_source is '数据接入来源';
comment on column intake_source.settings is '接入方式的设置：主题、地址或文件夹、时间表';
comment on column intake_source.mapping is '数据映射：站点、时间、因子、单位、数值在内容中的位置';
comment on column intake_source.version is '设置的版本，每次修改加一';
comment on column intake_source.next_at is '下次拉取时间';
comment on column intake_source.busy_until is '正在拉取，最迟到此时';
comment on column intake_source.failures is '连续失败次数';
comment on column intake_source.memory is '上次得到的 ETag、Last-Modified 与摘要';

create table lab_result (
  at timestamp with time zone not null,
  known_from timestamp with time zone not null default clock_timestamp(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  site_id integer not null,
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
  PRIMARY KEY (site_id, at, factor_id, known_from)
);
CREATE UNIQUE INDEX lab_result_now ON public.lab_result USING btree (site_id, at, factor_id) WHERE (known_until = 'infinity'::timestamp with time zone);
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

create table obligation_succession (
  id bigint generated always as identity not null,
  plan_id text not null,
  obligation_id text not null,
  kind text not null,
  to_plan_id text,
  to_obligation_id text,
  reason text not null,
  author text not null,
  known_from timestamp with time zone not null,
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  FOREIGN KEY (to_plan_id) REFERENCES plan(id),
  CHECK (((kind = 'dropped'::text) = (to_obligation_id IS NULL))),
  CHECK (((to_plan_id IS NULL) = (to_obligation_id IS NULL))),
  CHECK (((kind <> 'dropped'::text) OR (reason <> ''::text))),
  CHECK (((known_until = 'infinity'::timestamp with time zone) = (closed_by IS NULL))),
  CHECK ((kind = ANY (ARRAY['carried-over'::text, 'merged'::text, 'superseded'::text, 'dropped'::text])))
);
CREATE UNIQUE INDEX obligation_succession_now ON public.obligation_succession USING btree (plan_id, obligation_id) WHERE (known_until = 'infinity'::timestamp with time zone);
CREATE INDEX obligation_succession_to ON public.obligation_succession USING btree (to_plan_id, to_obligation_id) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table obligation_succession is '任务接续：上一规划的任务在下一规划中的去向（只增不改）';
comment on column obligation_succession.kind is '去向：延续、并入、取代、不再实施';
comment on column obligation_succession.to_plan_id is '后续任务所在的规划；不再实施时为空';
comment on column obligation_succession.to_obligation_id is '后续任务编号；不再实施时为空';
comment on column obligation_succession.reason is '理由；不再实施时必填';
comment on column obligation_succession.known_until is '撤销时间';
comment on column obligation_succession.closed_by is '撤销人';
comment on column obligation_succession.closed_reason is '撤销原因';

create table organisation (
  row_id bigint generated always as identity not null,
  id bigint not null default nextval('organisation_number'::regclass),
  name text not null,
  short_name text,
  kind text not null,
  parent_id bigint,
  former_names text[] not null default '{}'::text[],
  since date,
  until date,
  source text not null default ''::text,
  refs text[] not null default '{}'::text[],
  note jsonb,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  reason text not null default ''::text,
  PRIMARY KEY (row_id),
  CHECK ((kind = ANY (ARRAY['district'::text, 'street'::text, 'city'::text, 'neighbour'::text, 'enterprise'::text, 'other'::text]))),
  CHECK ((name <> ''::text))
);
CREATE UNIQUE INDEX organisation_name_now ON public.organisation USING btree (name) WHERE (known_until = 'infinity'::timestamp with time zone);
CREATE UNIQUE INDEX organisation_now ON public.organisation USING btree (id) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table organisation is '单位名录（更名、撤销只增不改）';
comment on column organisation.id is '单位编号，更名后不变';
comment on column organisation.short_name is '简称';
comment on column organisation.kind is '单位类别';
comment on column organisation.parent_id is '上级单位编号';
comment on column organisation.former_names is '曾用名';
comment on column organisation.since is '设立日期；不详则为空';
comment on column organisation.until is '撤销日期，自该日起不再存在；仍在则为空';
comment on column organisation.source is '来源（规划、行政区划或文件）';
comment on column organisation.refs is '规划中点名之处';
comment on column organisation.note is '说明（中英文）';
comment on column organisation.known_until is '被更正、更名或撤销的时间';
comment on column organisation.reason is '变更理由；首次登记为空';

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

create table plan_adjustment (
  case_id bigint not null,
  plan_id text not null,
  what text not null,
  thing_id text not null,
  effective_at timestamp with time zone not null,
  version_no integer,
  before jsonb,
  problem jsonb,
  applied_at timestamp with time zone not null,
  PRIMARY KEY (case_id),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE,
  FOREIGN KEY (plan_id, version_no) REFERENCES plan_version(plan_id, no),
  CHECK (((version_no IS NULL) <> (problem IS NULL))),
  CHECK ((what = ANY (ARRAY['wording'::text, 'deadline'::text, 'target'::text])))
);
CREATE INDEX plan_adjustment_of ON public.plan_adjustment USING btree (plan_id, thing_id, effective_at);
comment on table plan_adjustment is '已到生效日的规划调整，每个办件只处理一次';
comment on column plan_adjustment.what is '调整内容：任务表述、任务时限、指标目标值';
comment on column plan_adjustment.thing_id is '被调整的任务或指标';
comment on column plan_adjustment.effective_at is '生效时间（北京时间当日零时）';
comment on column plan_adjustment.version_no is '由此形成的规划版本；未能生效时为空';
comment on column plan_adjustment.before is '指标调整前的目标值与各处写法，生效年度以前仍按其评价';
comment on column plan_adjustment.problem is '未能生效的原因（中英文）';

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

create table plan_version (
  plan_id text not null,
  no integer not null,
  version text not null,
  content_hash text not null,
  source_hash text,
  body jsonb not null,
  changes jsonb,
  case_id bigint,
  actor text not null,
  loaded_at timestamp with time zone not null,
  PRIMARY KEY (plan_id, no),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id),
  FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE,
  CHECK ((no >= 1))
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

create table procedure_case (
  id bigint generated by default as identity not null,
  plan_id text not null,
  procedure_id text not null,
  version integer not null,
  title text not null,
  about_kind text not null,
  about_ref text not null,
  state text not null,
  is_open boolean not null,
  event_count integer not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  next_at timestamp with time zone,
  overdue_from timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id, procedure_id, version) REFERENCES procedure_version(plan_id, id, version)
);
CREATE INDEX procedure_case_about ON public.procedure_case USING btree (about_kind, about_ref);
CREATE INDEX procedure_case_changed ON public.procedure_case USING btree (changed_at DESC, id DESC);
CREATE INDEX procedure_case_due ON public.procedure_case USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX procedure_case_open ON public.procedure_case USING btree (changed_at DESC, id DESC) WHERE is_open;
CREATE INDEX procedure_case_version ON public.procedure_case USING btree (plan_id, procedure_id, version);
comment on table procedure_case is '办件（当前状态；经过见 domain_event）';
comment on column procedure_case.about_kind is '办理对象的种类，如任务、指标';
comment on column procedure_case.about_ref is '办理对象的编号';
comment on column procedure_case.event_count is '办理记录条数；并发办理时据此判断是否已变';
comment on column procedure_case.next_at is '下一次自动提醒、升级或办理的时间；没有则为空';
comment on column procedure_case.overdue_from is '最早的时限届满时间，过此即为逾期；没有时限则为空';

create table procedure_version (
  plan_id text not null,
  id text not null,
  version integer not null,
  in_force boolean not null default true,
  content_hash text not null,
  body jsonb not null,
  loaded_at timestamp with time zone not null default now(),
  PRIMARY KEY (plan_id, id, version),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((version > 0))
);
comment on table procedure_version is '办理流程（每个版本一行；有办件的版本不再改动）';
comment on column procedure_version.in_force is '现行规划包中的版本，新办件按此办理';
comment on column procedure_version.body is '流程定义';

create table process_figures (
  process text not null,
  instance text not null,
  at timestamp with time zone not null,
  body jsonb not null,
  PRIMARY KEY (process, instance)
);
comment on table process_figures is '各进程的运行指标（每数秒更新一行，不再更新的行会被清除）';

create table progress_entry (
  id bigint generated always as identity not null,
  plan_id text not null,
  obligation_id text not null,
  unit text not null,
  period text not null,
  period_until timestamp with time zone not null,
  case_id bigint not null,
  share_done numeric,
  quantities jsonb not null default '{}'::jsonb,
  narrative text not null default ''::text,
  obstacle text not null default ''::text,
  author text not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((period ~ '^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])$'::text)),
  CHECK (((share_done >= (0)::numeric) AND (share_done <= (100)::numeric))),
  CHECK ((unit <> ''::text))
);
CREATE INDEX progress_entry_case ON public.progress_entry USING btree (case_id) WHERE (known_until = 'infinity'::timestamp with time zone);
CREATE INDEX progress_entry_newest ON public.progress_entry USING btree (plan_id, obligation_id, unit, period_until DESC) WHERE (known_until = 'infinity'::timestamp with time zone);
CREATE UNIQUE INDEX progress_entry_now ON public.progress_entry USING btree (plan_id, obligation_id, unit, period) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table progress_entry is '任务进展填报（一单位一任务一期；只增不改）';
comment on column progress_entry.period is '填报期：月 2024-03 或季度 2024-Q1';
comment on column progress_entry.period_until is '填报期终点（不含，北京时间）';
comment on column progress_entry.case_id is '所属填报办件；办件签发后才计入';
comment on column progress_entry.share_done is '完成比例，%';
comment on column progress_entry.quantities is '目标名称 → 累计完成量（原样文本，单位同目标）';
comment on column progress_entry.obstacle is '存在问题';
comment on column progress_entry.known_until is '被修改的时间';

create table progress_override (
  id bigint generated always as identity not null,
  plan_id text not null,
  obligation_id text not null,
  status text not null,
  until timestamp with time zone not null,
  reason text not null,
  author text not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((reason <> ''::text)),
  CHECK ((status = ANY (ARRAY['late'::text, 'at-risk'::text, 'no-report'::text, 'done-without-evidence'::text, 'on-track'::text, 'not-started'::text, 'done'::text, 'not-assigned'::text])))
);
CREATE UNIQUE INDEX progress_override_now ON public.progress_override USING btree (plan_id, obligation_id) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table progress_override is '人工认定的任务状态（规划办，有理由与截止日期；与规则判定并列显示）';
comment on column progress_override.until is '认定失效时间（不含）';

create table project (
  id bigint generated always as identity not null,
  plan_id text not null,
  project_id text not null,
  name text,
  obligation_ids text[] not null default '{}'::text[],
  medium text,
  state text,
  owner text not null default ''::text,
  street text not null default ''::text,
  place text not null default ''::text,
  lon numeric,
  lat numeric,
  starts_on date,
  ends_on date,
  estimate numeric,
  capacity numeric,
  capacity_unit text not null default ''::text,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((capacity > (0)::numeric)),
  CHECK (((lon IS NULL) = (lat IS NULL))),
  CHECK ((ends_on >= starts_on)),
  CHECK ((estimate > (0)::numeric)),
  CHECK (((lat >= ('-90'::integer)::numeric) AND (lat <= (90)::numeric))),
  CHECK (((lon >= ('-180'::integer)::numeric) AND (lon <= (180)::numeric))),
  CHECK ((medium = ANY (ARRAY['air'::text, 'water'::text, 'soil'::text, 'waste'::text, 'ecology'::text, 'other'::text]))),
  CHECK ((name <> ''::text)),
  CHECK ((project_id <> ''::text)),
  CHECK ((state = ANY (ARRAY['reserve'::text, 'approved'::text, 'building'::text, 'completed'::text, 'operating'::text, 'stopped'::text])))
);
CREATE INDEX project_history ON public.project USING btree (plan_id, project_id, known_from);
CREATE UNIQUE INDEX project_now ON public.project USING btree (plan_id, project_id) WHERE (known_until = 'infinity'::timestamp with time zone);
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

create table project_application (
  id bigint generated always as identity not null,
  plan_id text not null,
  project_id text not null,
  fund text not null,
  level text not null,
  state text not null,
  due_on date not null,
  asked numeric not null,
  granted numeric,
  document text not null default ''::text,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((asked > (0)::numeric)),
  CHECK (((state = 'granted'::text) = (granted IS NOT NULL))),
  CHECK ((fund <> ''::text)),
  CHECK ((granted > (0)::numeric)),
  CHECK ((level = ANY (ARRAY['central'::text, 'provincial'::text, 'city'::text]))),
  CHECK ((state = ANY (ARRAY['preparing'::text, 'submitted'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX project_application_history ON public.project_application USING btree (plan_id, project_id, known_from);
CREATE UNIQUE INDEX project_application_now ON public.project_application USING btree (plan_id, project_id, fund) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table project_application is '向上级申报资金（只增不改）';
comment on column project_application.due_on is '申报截止日期';
comment on column project_application.asked is '申报金额，万元';
comment on column project_application.granted is '批复金额，万元';

create table project_milestone (
  id bigint generated always as identity not null,
  plan_id text not null,
  project_id text not null,
  name text not null,
  planned_on date not null,
  forecast_on date,
  actual_on date,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((name <> ''::text))
);
CREATE INDEX project_milestone_history ON public.project_milestone USING btree (plan_id, project_id, known_from);
CREATE UNIQUE INDEX project_milestone_now ON public.project_milestone USING btree (plan_id, project_id, name) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table project_milestone is '项目节点：计划、预计、实际日期（只增不改）';

create table project_money (
  id bigint generated always as identity not null,
  plan_id text not null,
  project_id text not null,
  kind text not null,
  source text not null,
  dated date not null,
  amount numeric not null,
  purpose text not null default ''::text,
  milestone text,
  document text not null default ''::text,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((amount > (0)::numeric)),
  CHECK ((kind = ANY (ARRAY['budget'::text, 'plan'::text, 'appropriation'::text, 'payment'::text, 'use'::text]))),
  CHECK ((source = ANY (ARRAY['central'::text, 'provincial'::text, 'city'::text, 'district'::text, 'special-bond'::text, 'social-capital'::text, 'enterprise'::text])))
);
CREATE INDEX project_money_history ON public.project_money USING btree (plan_id, project_id, known_from);
CREATE INDEX project_money_now ON public.project_money USING btree (plan_id, project_id) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table project_money is '项目资金：预算、安排计划、拨付、支付、使用，一笔一行（只增不改）';
comment on column project_money.dated is '发生日期（北京时间）';
comment on column project_money.amount is '金额，万元';
comment on column project_money.milestone is '支付所对应的节点名称';

create table project_paper (
  id bigint generated always as identity not null,
  plan_id text not null,
  project_id text not null,
  paper text not null,
  document text not null,
  dated date not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((document <> ''::text)),
  CHECK ((paper <> ''::text))
);
CREATE INDEX project_paper_history ON public.project_paper USING btree (plan_id, project_id, known_from);
CREATE UNIQUE INDEX project_paper_now ON public.project_paper USING btree (plan_id, project_id, paper) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table project_paper is '项目已具备的申报材料（只增不改）';
comment on column project_paper.paper is '材料编号，见规划包的材料清单';
comment on column project_paper.document is '文号或文件名';

create table project_result (
  id bigint generated always as identity not null,
  plan_id text not null,
  project_id text not null,
  name text not null,
  unit text not null,
  comparator text not null,
  target numeric not null,
  result numeric,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  author text not null,
  reason text not null default ''::text,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((comparator = ANY (ARRAY['>='::text, '<='::text, '='::text]))),
  CHECK ((name <> ''::text))
);
CREATE INDEX project_result_history ON public.project_result USING btree (plan_id, project_id, known_from);
CREATE UNIQUE INDEX project_result_now ON public.project_result USING btree (plan_id, project_id, name) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table project_result is '项目绩效目标与完成值（只增不改）';

create table pulled_file (
  source_id integer not null,
  name text not null,
  bytes bigint not null,
  modified_at timestamp with time zone not null,
  sha256 text not null,
  run_id bigint not null,
  PRIMARY KEY (source_id, name),
  FOREIGN KEY (run_id) REFERENCES intake_run(id),
  FOREIGN KEY (source_id) REFERENCES intake_source(id)
);
comment on table pulled_file is '已拉取的文件';
comment on column pulled_file.bytes is '文件大小，字节';

create table quality_flag (
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  site_id integer not null,
  factor_id smallint,
  kind text not null,
  id text not null,
  state text not null,
  origin text not null,
  code text not null,
  rule_id text,
  rule_version integer,
  author text not null,
  reason text not null,
  detail jsonb,
  closed_by text,
  closed_reason text,
  PRIMARY KEY (site_id, id),
  CHECK ((kind = ANY (ARRAY['realtime'::text, 'minute'::text, 'hour'::text, 'day'::text, 'sample'::text]))),
  CHECK ((origin = ANY (ARRAY['rule'::text, 'person'::text]))),
  CHECK ((state = ANY (ARRAY['good'::text, 'suspect'::text, 'bad'::text, 'missing'::text, 'maintenance'::text, 'calibration'::text, 'stopped'::text, 'over-range'::text, 'manual'::text, 'below-detection'::text, 'unknown'::text])))
);
CREATE INDEX quality_flag_by_change ON public.quality_flag USING btree (site_id, known_from);
CREATE INDEX quality_flag_now ON public.quality_flag USING btree (site_id, origin, from_at) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table quality_flag is '质控标记（原始数据从不改动）';
comment on column quality_flag.from_at is '标记区间起点（含）';
comment on column quality_flag.until_at is '标记区间终点（不含）';
comment on column quality_flag.known_until is '撤销时间';
comment on column quality_flag.factor_id is '监测因子；空为全部因子';
comment on column quality_flag.code is '检验方法，人工标记为 manual-flag';
comment on column quality_flag.detail is '标记依据的数值';

create table quality_rule (
  id text not null,
  version integer not null,
  body jsonb not null,
  is_active boolean not null,
  applies_from timestamp with time zone not null default '-infinity'::timestamp with time zone,
  author text not null,
  reason text not null,
  known_from timestamp with time zone not null default now(),
  known_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX quality_rule_now ON public.quality_rule USING btree (id) WHERE (known_until = 'infinity'::timestamp with time zone);
comment on table quality_rule is '质控规则（只增版本）';
comment on column quality_rule.body is '检验方法、因子、适用站点、参数与依据';
comment on column quality_rule.applies_from is '自何时的数据起适用';
comment on column quality_rule.author is '修改人；pack 为规则包';

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
  run_id bigint,
  PRIMARY KEY (id, site_id, received_at),
  CHECK ((channel = ANY (ARRAY['hj212'::text, 'import'::text, 'demo-history'::text, 'mqtt'::text, 'http'::text, 'pull'::text, 'manual'::text]))) NOT VALID,
  CHECK ((state = ANY (ARRAY['stored'::text, 'acknowledged'::text, 'quarantined'::text, 'reingested'::text, 'withdrawn'::text])))
) partition by range (received_at);
CREATE INDEX raw_record_by_import ON ONLY public.raw_record USING btree (import_id, line_no) WHERE (import_id IS NOT NULL);
CREATE INDEX raw_record_by_mn ON ONLY public.raw_record USING btree (mn, id) WHERE (mn IS NOT NULL);
CREATE INDEX raw_record_by_run ON ONLY public.raw_record USING btree (run_id, line_no) WHERE (run_id IS NOT NULL);
CREATE INDEX raw_record_quarantined ON ONLY public.raw_record USING btree (id DESC) WHERE (state = 'quarantined'::text);
comment on table raw_record is '原始记录（报文或导入行）';
comment on column raw_record.at is '数据时间（时段起点）';
comment on column raw_record.site_id is '站点；0 为无法归属';
comment on column raw_record.state is 'stored 已入库，acknowledged 无监测数据而仅应答，quarantined 隔离，reingested 重新入库，withdrawn 已撤销';
comment on column raw_record.body is '原始字节，逐字节保存';
comment on column raw_record.run_id is '接入批次 intake_run.id（MQTT、接口、定时拉取、人工录入）';

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

create table record_batch (
  id bigint generated always as identity not null,
  tx xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null default clock_timestamp(),
  target_id integer,
  records bigint[] not null,
  PRIMARY KEY (id)
);
CREATE INDEX record_batch_in_order ON public.record_batch USING btree (tx, id);
comment on table record_batch is '原始记录提交批次：按提交先后排列，供转发使用，一日后清除';
comment on column record_batch.tx is '提交所在的数据库事务号';
comment on column record_batch.at is '写入时间';
comment on column record_batch.target_id is '只给这一转发目标（补发）；空为所有目标';
comment on column record_batch.records is '原始记录 raw_record.id';

create table record_writer (
  place smallint not null,
  token text not null,
  used_at timestamp with time zone not null,
  PRIMARY KEY (place),
  CHECK (((place >= 0) AND (place < 128)))
);
comment on table record_writer is '原始记录编号的写入者席位';

create table reevaluation (
  day timestamp with time zone not null,
  known_from timestamp with time zone not null,
  site_id integer not null,
  cause text not null,
  PRIMARY KEY (site_id, cause, day, known_from)
);
CREATE INDEX reevaluation_by_cause ON public.reevaluation USING btree (cause, known_from);
comment on table reevaluation is '重算记录：因何重算了哪一日';
comment on column reevaluation.known_from is '重算时刻，与所写均值、评价、指标的起始时间一致';

create table report (
  id bigint generated always as identity not null,
  plan_id text not null,
  template_id text not null,
  period text not null,
  language text not null,
  title text not null,
  known_at timestamp with time zone not null,
  state text not null,
  steps integer not null default 0,
  steps_done integer not null default 0,
  fault text,
  case_id bigint,
  author text not null,
  started_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  FOREIGN KEY (case_id) REFERENCES procedure_case(id),
  FOREIGN KEY (plan_id) REFERENCES plan(id),
  CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  CHECK ((period <> ''::text)),
  CHECK ((state = ANY (ARRAY['building'::text, 'failed'::text, 'draft'::text, 'submitted'::text, 'released'::text, 'withdrawn'::text]))),
  CHECK ((steps >= 0)),
  CHECK ((steps_done >= 0))
);
CREATE INDEX report_newest ON public.report USING btree (plan_id, id DESC);
comment on table report is '评估报告与通报';
comment on column report.template_id is '模板编号（规划包 reports）';
comment on column report.period is '报告周期，如 2025、2025-Q3、2025-08';
comment on column report.known_at is '数据截至（按当时所知）';
comment on column report.steps is '编制步骤数';
comment on column report.steps_done is '已完成步骤数';
comment on column report.fault is '编制失败的原因';
comment on column report.case_id is '签发办件';

create table report_version (
  report_id bigint not null,
  version integer not null,
  at timestamp with time zone not null default now(),
  author text not null,
  note text not null default ''::text,
  body jsonb not null,
  hash text not null,
  PRIMARY KEY (report_id, version),
  FOREIGN KEY (report_id) REFERENCES report(id),
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((version > 0))
);
comment on table report_version is '报告版本（每次修改另存一版，永不改动）';
comment on column report_version.note is '修改说明';
comment on column report_version.body is '报告内容：文字、数值、表、图';
comment on column report_version.hash is 'body 的 SHA-256';

create table review (
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  known_from timestamp with time zone not null default now(),
  site_id integer not null,
  factor_id smallint not null,
  kind text not null,
  id text not null,
  level text not null,
  author text not null,
  reason text not null,
  PRIMARY KEY (site_id, id),
  CHECK ((kind = ANY (ARRAY['realtime'::text, 'minute'::text, 'hour'::text, 'day'::text, 'sample'::text]))),
  CHECK ((level = ANY (ARRAY['raw'::text, 'reviewed'::text, 'final'::text])))
);
CREATE INDEX review_by_span ON public.review USING btree (site_id, kind, factor_id, until_at);
comment on table review is '数据审核级别；同一区间以最新一条为准，没有为原始';
comment on column review.level is 'raw 原始，reviewed 已审核，final 终审';

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

create table series (
  id integer generated always as identity not null,
  site_id integer not null,
  kind text not null,
  factor_id smallint not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (site_id, kind, factor_id),
  CHECK ((kind = ANY (ARRAY['realtime'::text, 'minute'::text, 'hour'::text, 'day'::text, 'sample'::text])))
);
comment on table series is '监测序列（站点、数据类型、因子）';
comment on column series.id is '编号，永不改变，对外接口以此称呼';

create table series_day (
  day timestamp with time zone not null,
  site_id integer not null,
  series_id integer not null,
  kind text not null,
  received integer[] not null,
  valid integer[] not null,
  sums double precision[] not null,
  "least" double precision[] not null,
  "greatest" double precision[] not null,
  PRIMARY KEY (site_id, kind, day, series_id),
  CHECK ((kind = ANY (ARRAY['realtime'::text, 'minute'::text])))
);
comment on table series_day is '实时与分钟数据的逐时汇总（每行一个已结束的北京日；可随时重算，迟到数据使其作废）';
comment on column series_day.day is '北京时间零点';
comment on column series_day.received is '每小时收到的数据个数，24 项';
comment on column series_day.valid is '每小时参与平均的数据个数，24 项';
comment on column series_day.sums is '每小时参与平均的数据之和，24 项，单位见 factor.unit';
comment on column series_day."least" is '每小时最小值，24 项，单位见 factor.unit';
comment on column series_day."greatest" is '每小时最大值，24 项，单位见 factor.unit';

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

create table sta_entity (
  id integer generated always as identity not null,
  type text not null,
  beside bigint,
  body jsonb not null,
  links jsonb not null default '{}'::jsonb,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((type = ANY (ARRAY['Thing'::text, 'Location'::text, 'HistoricalLocation'::text, 'Datastream'::text, 'Sensor'::text, 'ObservedProperty'::text, 'Observation'::text, 'FeatureOfInterest'::text])))
);
CREATE UNIQUE INDEX sta_entity_beside ON public.sta_entity USING btree (type, beside) WHERE (beside IS NOT NULL);
comment on table sta_entity is 'SensorThings 实体（由其他系统创建，或为本系统实体附加的属性）';
comment on column sta_entity.beside is '所附加的本系统实体的对外编号；空为独立实体';
comment on column sta_entity.body is '属性，按接口原样';
comment on column sta_entity.links is '关联的实体编号';
comment on column sta_entity.withdrawn_at is '撤回时间；不再列出，内容保留';

create table sta_observation (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  until timestamp with time zone,
  result_time timestamp with time zone,
  valid_from timestamp with time zone,
  valid_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  record_id bigint,
  site_id integer not null,
  datastream_id integer not null,
  feature_id integer,
  is_note boolean not null default false,
  value double precision,
  result jsonb,
  quality jsonb,
  parameters jsonb,
  earlier jsonb,
  created_by text not null,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (site_id, id)
);
CREATE INDEX sta_observation_by_arrival ON public.sta_observation USING btree (created_at) WHERE (NOT is_note);
CREATE INDEX sta_observation_by_feature ON public.sta_observation USING btree (feature_id) WHERE (feature_id IS NOT NULL);
CREATE INDEX sta_observation_by_id ON public.sta_observation USING btree (id);
CREATE INDEX sta_observation_by_time ON public.sta_observation USING btree (datastream_id, at DESC, id DESC) INCLUDE (value) WHERE ((NOT is_note) AND (withdrawn_at IS NULL));
CREATE INDEX sta_observation_newest ON public.sta_observation USING btree (at DESC, id DESC) WHERE ((NOT is_note) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX sta_observation_note ON public.sta_observation USING btree (site_id, datastream_id, at) WHERE is_note;
comment on table sta_observation is 'SensorThings 观测（独立数据流的值，或监测数据的附加说明）';
comment on column sta_observation.at is '现象时间起点';
comment on column sta_observation.until is '现象时间终点，不含；空为时刻';
comment on column sta_observation.record_id is '来源原始记录 raw_record.id';
comment on column sta_observation.site_id is '站点；独立实体为其编号的相反数';
comment on column sta_observation.datastream_id is '数据流的对外编号';
comment on column sta_observation.feature_id is '观测对象的对外编号';
comment on column sta_observation.is_note is '真：值在 reading 中，此行只是附加说明';
comment on column sta_observation.value is '数值结果，单位见数据流';
comment on column sta_observation.result is '非数值结果';
comment on column sta_observation.earlier is '修改前的各版本';

create table stale_day (
  site_id integer not null,
  day timestamp with time zone not null,
  since timestamp with time zone not null default now(),
  cause text
);
CREATE INDEX stale_day_by_site ON public.stale_day USING btree (site_id, day);
CREATE TRIGGER stale_day_tell_webhooks AFTER INSERT ON public.stale_day REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_readings_changed();
comment on table stale_day is '待重算日（北京时间零点）';
comment on column stale_day.cause is '重算原因（如 import:12、correction:…、late:2026-11-25）；空为随实时数据正常推进';

create table stale_period (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  period text not null,
  PRIMARY KEY (id),
  CHECK ((period = ANY (ARRAY['month'::text, 'year'::text])))
);
comment on table stale_period is '待重算的指标时段（填报或目标变动）';

create table stream_pack (
  pack text not null,
  part integer not null,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (pack, part)
);
CREATE INDEX stream_pack_by_time ON public.stream_pack USING btree (at);
comment on table stream_pack is '消息流中已入库的报文包，防止重复投递，一日后清除';
comment on column stream_pack.pack is '报文包编号（消息 id）';
comment on column stream_pack.part is '包内序号；-1 为整包';
comment on column stream_pack.at is '入库时间';

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
CREATE TRIGGER verdict_tell_webhooks AFTER INSERT ON public.verdict REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_verdict_changed();
comment on table verdict is '评价结论';
comment on column verdict.grade is '级别（空气 1–6）或类别（水 1–6，6 为劣Ⅴ）';
comment on column verdict.in_force is '所用版本是否为数据时间有效版本';
comment on column verdict.body is '输入、步骤与结论，可逐字节重算';

create table webhook (
  id integer generated always as identity not null,
  name text not null,
  url text not null,
  events text[] not null,
  site_ids integer[],
  secret text not null,
  state text not null default 'on'::text,
  state_reason text,
  state_at timestamp with time zone not null default now(),
  dead_in_a_row integer not null default 0,
  last_delivered_at timestamp with time zone,
  claimed_by text,
  claimed_until timestamp with time zone,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (name),
  CHECK ((state = ANY (ARRAY['on'::text, 'off'::text, 'stopped'::text])))
);
comment on table webhook is '推送订阅';
comment on column webhook.events is '订阅的事件类型';
comment on column webhook.site_ids is '只推送这些站点的事件；空为不限';
comment on column webhook.secret is '签名密钥（须用于签名，故存原文；创建后不再显示）';
comment on column webhook.state is 'on 启用，off 人工停用（不再排队），stopped 连续失败后自动停止（继续排队）';
comment on column webhook.dead_in_a_row is '连续成为死信的条数';
comment on column webhook.claimed_by is '正在为它推送的进程';

create table webhook_attempt (
  id bigint generated always as identity not null,
  delivery_id bigint not null,
  at timestamp with time zone not null,
  duration_ms integer not null,
  status integer,
  failure text,
  reply text,
  PRIMARY KEY (id),
  FOREIGN KEY (delivery_id) REFERENCES webhook_delivery(id) ON DELETE CASCADE
);
CREATE INDEX webhook_attempt_by_delivery ON public.webhook_attempt USING btree (delivery_id, id);
comment on table webhook_attempt is '推送记录';
comment on column webhook_attempt.duration_ms is '耗时，ms';
comment on column webhook_attempt.status is 'HTTP 状态码；未得到答复时为空';
comment on column webhook_attempt.reply is '对方答复的开头';

create table webhook_delivery (
  id bigint generated always as identity not null,
  webhook_id integer not null,
  event_id bigint not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  note text,
  PRIMARY KEY (id),
  FOREIGN KEY (event_id) REFERENCES webhook_event(id) ON DELETE CASCADE,
  FOREIGN KEY (webhook_id) REFERENCES webhook(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text, 'discarded'::text])))
);
CREATE INDEX webhook_delivery_by_event ON public.webhook_delivery USING btree (event_id);
CREATE INDEX webhook_delivery_by_webhook ON public.webhook_delivery USING btree (webhook_id, id DESC);
CREATE INDEX webhook_delivery_dead ON public.webhook_delivery USING btree (id DESC) WHERE (state = 'dead'::text);
CREATE INDEX webhook_delivery_waiting ON public.webhook_delivery USING btree (webhook_id, id) WHERE (state = 'waiting'::text);
comment on table webhook_delivery is '推送（每个订阅每条事件一行）';
comment on column webhook_delivery.state is 'waiting 待推送，delivered 已送达，dead 死信，discarded 已放弃';
comment on column webhook_delivery.attempts is '已尝试次数';
comment on column webhook_delivery.next_at is '下次尝试时间';
comment on column webhook_delivery.note is '放弃或重发的原因';

create table webhook_event (
  id bigint generated always as identity not null,
  message_id uuid not null default gen_random_uuid(),
  type text not null,
  at timestamp with time zone not null default clock_timestamp(),
  site_id integer,
  payload jsonb not null,
  PRIMARY KEY (id),
  CHECK ((type = ANY (ARRAY['readings.changed'::text, 'verdict.changed'::text, 'indicator.changed'::text, 'import.finished'::text, 'device.silent'::text, 'device.back'::text, 'test'::text])))
);
comment on table webhook_event is '待推送事件';
comment on column webhook_event.message_id is '消息编号，重复推送时不变';

create table webhook_silence (
  mn text not null,
  since timestamp with time zone not null,
  PRIMARY KEY (mn)
);
comment on table webhook_silence is '已告知失联的设备';

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

CREATE OR REPLACE FUNCTION public.epoch_ms(p_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select floor(extract(epoch from p_at) * 1000)::bigint
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

CREATE OR REPLACE FUNCTION public.tell_import_finished()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform tell_webhooks('import.finished', null, jsonb_build_object(
    'importId', new.id, 'kind', new.kind, 'fileName', new.file_name, 'state', new.state, 'accepted', new.accepted,
    'rejected', new.rejected, 'unchanged', new.unchanged));
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.tell_indicator_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.tell_readings_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.tell_verdict_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.tell_webhooks(p_type text, p_site_id integer, p_payload jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.wants_webhook(p_type text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select 1 from webhook as w where p_type = any (w.events) and w.state <> 'off')
$function$;
