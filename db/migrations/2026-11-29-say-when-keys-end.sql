-- When a key of a device ends follows from the keys after it; the column says only that it was taken away. Comments only.
comment on column device_key.until is '人工移除的时间；未移除的密钥在其后第二个密钥启用时失效';
