-- Devices of the 2025 edition encrypt their data areas with SM4: their keys, and whether each must encrypt. Keys that are
-- no longer valid stay, since the raw frames of their time are kept encrypted as they came and must stay readable. A new
-- table, and a column with a constant default on the small table device: a brief lock on device, no rewrite.

alter table device add column encryption text not null default 'accepted'
  check (encryption in ('off', 'accepted', 'required'));
comment on column device.encryption is '上报加密（SM4）：off 不用密钥，accepted 密文、明文都接收，required 应加密的命令不接收明文；未设置密钥时都按明文接收';

create table device_key (
  id bigint generated always as identity,
  site_id int not null,
  mn text not null,
  key bytea not null check (octet_length(key) = 16),
  made_at timestamptz not null default now(),
  since timestamptz,
  until timestamptz,
  origin text not null check (origin in ('by-hand', 'command')),
  primary key (site_id, id)
);
create index device_key_by_mn on device_key (mn, since desc);
-- MUST hold: a key offered may be in use already, so it is offered again until the device has shown that it took it.
create unique index device_key_offered on device_key (site_id, mn) where since is null and until is null;
comment on table device_key is '设备的 SM4 密钥；在用的与更换前的一个同时有效';
comment on column device_key.key is '密钥，16 字节';
comment on column device_key.made_at is '密钥产生时间（SKCreateTime）';
comment on column device_key.since is '启用时间；空为已下发（1014）、尚未见设备使用';
comment on column device_key.until is '失效时间；空为有效';
comment on column device_key.origin is '来源：by-hand 人工录入，command 网关产生并以 1014 下发';
