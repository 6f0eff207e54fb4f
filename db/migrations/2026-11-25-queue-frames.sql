-- Frames that come by way of a stream (NATS JetStream) are delivered at least once; what was stored of each pack is noted
-- in the same transaction, so that a pack delivered again adds nothing. Creates only; no lock on existing data.

create table stream_pack (
  pack text not null,
  part int not null,
  at timestamptz not null default now(),
  primary key (pack, part)
);
create index stream_pack_by_time on stream_pack (at);
comment on table stream_pack is '消息流中已入库的报文包，防止重复投递，一日后清除';
comment on column stream_pack.pack is '报文包编号（消息 id）';
comment on column stream_pack.part is '包内序号；-1 为整包';
comment on column stream_pack.at is '入库时间';
