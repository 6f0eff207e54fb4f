-- The register of units: what a unit is called, what it was called before, since when and until when it stands.
-- New table only; nothing is read or rewritten. Milliseconds.
-- A changed unit is closed and added again under the same number, so that the register can be read as it stood.

create sequence organisation_number;
create table organisation (
  row_id bigint generated always as identity primary key,
  id bigint not null default nextval('organisation_number'),
  name text not null check (name <> ''),
  short_name text,
  kind text not null check (kind in ('district', 'street', 'city', 'neighbour', 'enterprise', 'other')),
  parent_id bigint,
  former_names text[] not null default '{}',
  since date,
  until date,
  source text not null default '',
  refs text[] not null default '{}',
  note jsonb,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null,
  reason text not null default ''
);
create unique index organisation_now on organisation (id) where known_until = 'infinity';
create unique index organisation_name_now on organisation (name) where known_until = 'infinity';
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
