-- What the clock of the cases told, newest first, for the desk of a unit: its few events stand apart from all others.
-- Builds one partial index; reads the log once, seconds on a large one. Writers wait for it.

create index domain_event_told on domain_event (id) where stream = 'procedure-case' and type in ('CaseReminded', 'CaseEscalated');
