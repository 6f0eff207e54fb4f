-- One HTTP batch or one pull can be taken back with a reason, and why a pull failed is kept in both languages. New columns
-- only, and a wider check of the state; an ACCESS EXCLUSIVE lock on intake_run (some thousand rows) while the check is
-- read through, milliseconds. Runs of before cannot be taken back: what they changed does not say by which run.

alter table intake_run add column undoable boolean not null default false;
alter table intake_run add column undone_by text;
alter table intake_run add column undone_at timestamptz;
alter table intake_run add column undo_reason text;
alter table intake_run add column failure_en text;
comment on column intake_run.undoable is '可撤销：其修订记有批次编号（此前的批次没有）';
comment on column intake_run.undone_by is '撤销人';
comment on column intake_run.undone_at is '撤销时间';
comment on column intake_run.undo_reason is '撤销原因';
comment on column intake_run.failure is '失败原因（中文）';
comment on column intake_run.failure_en is '失败原因（英文）';
alter table intake_run drop constraint intake_run_state_check;
alter table intake_run add constraint intake_run_state_check
  check (state in ('open', 'done', 'unchanged', 'failed', 'undone'));
create index intake_run_without_source on intake_run (way, id) where source_id is null;
