-- What a person has seen: the cockpit tells what changed since then. New table only; milliseconds.

create table account_visit (
  account_id int not null references account (id) on delete cascade,
  page text not null,
  seen_at timestamptz not null,
  seen_event bigint not null check (seen_event >= 0),
  primary key (account_id, page)
);
comment on table account_visit is '上次查看（每个账号每个页面一行）';
comment on column account_visit.seen_event is '上次查看时最后一条事件的编号';
