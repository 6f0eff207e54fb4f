-- The newest event of projects tells whether the register has changed since it was last read: one step in this index.
-- The log is small where it is new; writes to it wait for the moment the index takes.
create index domain_event_project on domain_event (id) where stream = 'project';
