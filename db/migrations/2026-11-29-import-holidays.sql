-- Years of holidays that people import take the place of those that come with the product.
-- New table only; nothing is read or rewritten. Milliseconds.
-- An import closes the one before it for the same year, so that any past count of days can be explained.

create table calendar_year (
  id bigint generated always as identity primary key,
  year int not null check (year >= 2000 and year <= 2100),
  source text not null check (source <> ''),
  verified boolean not null,
  holidays jsonb not null,
  make_up_days text[] not null,
  known_from timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  author text not null
);
create unique index calendar_year_now on calendar_year (year) where known_until = 'infinity';
comment on table calendar_year is '节假日安排（导入的年度，取代随产品带来的同一年度；只增不改）';
comment on column calendar_year.source is '通知名称和文号';
comment on column calendar_year.verified is '导入人是否已与通知原文核对';
comment on column calendar_year.holidays is '节日及放假起止日';
comment on column calendar_year.make_up_days is '调休上班的日期';
comment on column calendar_year.known_until is '被再次导入取代的时间';
