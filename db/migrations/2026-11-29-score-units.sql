-- Units are appraised by the scheme of a year: schemes as they were saved, who is scored, what people enter, sheets that
-- were frozen, appeals; and posts that ended, so that it can be said who was head on a day.
-- New tables only; milliseconds. Entries are closed and added; sheets never change.

create table appraisal_scheme (
  plan_id text not null references plan (id),
  id text not null,
  version integer not null check (version > 0),
  body jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  note text not null default '',
  author text not null,
  saved_at timestamptz not null default now(),
  document text check (document <> ''),
  issued_by text,
  issued_at timestamptz,
  primary key (plan_id, id, version)
);
comment on table appraisal_scheme is '考核方案（每次保存另存一版，永不改动）';
comment on column appraisal_scheme.hash is 'body 的 SHA-256';
comment on column appraisal_scheme.document is '下达文件；为空时是草案，不能用于考核';

create table appraisal (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  year integer not null check (year between 2000 and 2100),
  scheme_id text not null,
  scheme_version integer not null,
  case_id bigint not null unique references procedure_case (id),
  opened_by text not null,
  opened_at timestamptz not null default now(),
  foreign key (plan_id, scheme_id, scheme_version) references appraisal_scheme (plan_id, id, version)
);
create index appraisal_of_plan on appraisal (plan_id, year desc, id desc);
comment on table appraisal is '考核（一个方案版本、一个年度；办到哪一步见办件）';

create table appraisal_unit (
  appraisal_id bigint not null references appraisal (id),
  unit_id text not null,
  unit text not null check (unit <> ''),
  group_id text not null,
  primary key (appraisal_id, unit_id)
);
create index appraisal_unit_record on appraisal_unit (unit_id, appraisal_id);
comment on table appraisal_unit is '考核对象';
comment on column appraisal_unit.unit_id is '单位名录编号，更名后不变；名录中没有的为名称';
comment on column appraisal_unit.unit is '考核发起时的名称';
comment on column appraisal_unit.group_id is '方案中的分组';

create table appraisal_entry (
  id bigint generated always as identity primary key,
  appraisal_id bigint not null references appraisal (id),
  unit_id text not null,
  item_id text not null,
  kind text not null check (kind in ('own-report', 'judged', 'decided')),
  value numeric not null,
  words text not null check (words <> ''),
  author text not null,
  reason text not null default '',
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  closed_by text,
  closed_reason text,
  foreign key (appraisal_id, unit_id) references appraisal_unit (appraisal_id, unit_id)
);
create unique index appraisal_entry_now on appraisal_entry (appraisal_id, unit_id, item_id, kind) where known_until = 'infinity';
comment on table appraisal_entry is '考核中由人填写的数：自评、评定、申诉裁定（只增不改）';
comment on column appraisal_entry.item_id is '方案中考核内容、加减分项或一票否决的编号';
comment on column appraisal_entry.value is '数值，单位见方案；加减分项为次数，一票否决为 1';
comment on column appraisal_entry.words is '事实说明';
comment on column appraisal_entry.known_until is '被修改或撤回的时间';

create table appraisal_sheet (
  appraisal_id bigint not null references appraisal (id),
  stage text not null check (stage in ('published', 'signed')),
  at timestamptz not null,
  author text not null,
  body jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (appraisal_id, stage)
);
comment on table appraisal_sheet is '冻结的考核表（公布时、签发时各一份，永不改动）';
comment on column appraisal_sheet.body is '各单位得分、依据、当日负责人';
comment on column appraisal_sheet.hash is 'body 的 SHA-256';

create table appraisal_appeal (
  id bigint generated always as identity primary key,
  appraisal_id bigint not null references appraisal (id),
  unit_id text not null,
  item_id text not null,
  wanted numeric not null,
  words text not null check (words <> ''),
  author text not null,
  at timestamptz not null default now(),
  is_upheld boolean,
  decided_value numeric,
  decided_words text,
  decided_by text,
  decided_at timestamptz,
  unique (appraisal_id, unit_id, item_id),
  foreign key (appraisal_id, unit_id) references appraisal_unit (appraisal_id, unit_id)
);
comment on table appraisal_appeal is '申诉（一单位对一项内容一次）与裁定';
comment on column appraisal_appeal.wanted is '单位主张的数值，单位见方案';
comment on column appraisal_appeal.is_upheld is '是否支持；为空时待裁定';
comment on column appraisal_appeal.decided_value is '裁定后的数值；不支持时为空';

create table former_post (
  account_id integer not null references account (id) on delete cascade,
  unit text not null,
  role text not null,
  since timestamptz not null,
  until timestamptz not null default now(),
  primary key (account_id, unit, role, since)
);
create index former_post_unit on former_post (unit, role, until);
comment on table former_post is '卸任的岗位（谁在哪一天担任什么）';
comment on column former_post.role is '角色（流程定义中的编号）';
comment on column former_post.until is '卸任时间（不含）';
