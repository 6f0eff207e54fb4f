-- Keys with which other systems read and hand in data. Creates one small table; locks nothing that exists; milliseconds.
create table api_key (
  id int generated always as identity primary key,
  name text not null unique,
  secret_hash text not null unique,
  may text[] not null,
  site_ids int[],
  created_by text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);
comment on table api_key is '接口密钥（仅存摘要）';
comment on column api_key.may is '权限';
comment on column api_key.site_ids is '可写入数据的站点；空为不限';
comment on column api_key.last_used_at is '最近使用时间（精确到分钟）';
