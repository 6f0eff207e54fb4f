-- Reviews and bulletins get a store: what each is about, how far it is, and every version of its content.
-- New tables only; nothing is read or rewritten. Milliseconds.
-- A version is never changed: an edit adds one. A released report keeps the version that was signed.

create table report (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  template_id text not null,
  period text not null check (period <> ''),
  language text not null check (language in ('zh', 'en')),
  title text not null,
  known_at timestamptz not null,
  state text not null check (state in ('building', 'failed', 'draft', 'submitted', 'released', 'withdrawn')),
  steps int not null default 0 check (steps >= 0),
  steps_done int not null default 0 check (steps_done >= 0),
  fault text,
  case_id bigint references procedure_case (id),
  author text not null,
  started_at timestamptz not null default now()
);
create index report_newest on report (plan_id, id desc);
comment on table report is '评估报告与通报';
comment on column report.template_id is '模板编号（规划包 reports）';
comment on column report.period is '报告周期，如 2025、2025-Q3、2025-08';
comment on column report.known_at is '数据截至（按当时所知）';
comment on column report.steps is '编制步骤数';
comment on column report.steps_done is '已完成步骤数';
comment on column report.fault is '编制失败的原因';
comment on column report.case_id is '签发办件';

create table report_version (
  report_id bigint not null references report (id),
  version int not null check (version > 0),
  at timestamptz not null default now(),
  author text not null,
  note text not null default '',
  body jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (report_id, version)
);
comment on table report_version is '报告版本（每次修改另存一版，永不改动）';
comment on column report_version.note is '修改说明';
comment on column report_version.body is '报告内容：文字、数值、表、图';
comment on column report_version.hash is 'body 的 SHA-256';
