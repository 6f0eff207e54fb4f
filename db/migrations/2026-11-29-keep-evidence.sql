-- Evidence gets a store: what shows that something was done, with its review. New table only; milliseconds.
-- The bytes of a file stand in the data folder under their SHA-256; the row names them. Rows are withdrawn, never deleted,
-- and every act on them is in domain_event (stream evidence) as well.

create table evidence (
  id bigint generated always as identity primary key,
  plan_id text not null references plan (id),
  about_kind text not null check (about_kind <> ''),
  about_ref text not null check (about_ref <> ''),
  kind text not null check (kind in ('document', 'photo', 'reading-extract', 'closed-case')),
  name text not null check (name <> ''),
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_bytes bigint check (file_bytes > 0),
  media_type text,
  taken_at timestamptz,
  lon double precision check (lon >= -180 and lon <= 180),
  lat double precision check (lat >= -90 and lat <= 90),
  place_from text check (place_from in ('exif', 'entered')),
  extract jsonb,
  author text not null,
  added_at timestamptz not null default now(),
  review_state text not null default 'draft' check (review_state in ('draft', 'accepted', 'rejected')),
  reviewed_by text,
  reviewed_at timestamptz,
  review_reason text,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((kind in ('document', 'photo')) = (file_sha256 is not null)),
  check ((kind in ('document', 'photo')) = (extract is null)),
  check ((file_sha256 is null) = (file_bytes is null)),
  check ((lon is null) = (lat is null)),
  check ((lon is null) = (place_from is null)),
  check ((review_state = 'draft') = (reviewed_by is null)),
  check (reviewed_by <> author),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index evidence_about on evidence (plan_id, about_kind, about_ref, id desc);
create index evidence_accepted on evidence (plan_id, about_kind, about_ref)
 where review_state = 'accepted' and withdrawn_at is null;
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
comment on column evidence.extract is '冻结的摘录：数据引用、值、输入摘要与所知时间，或办结事项的编号与状态';
comment on column evidence.review_state is '审核状态：待审、认可、不认可；审核人不得为提交人';
