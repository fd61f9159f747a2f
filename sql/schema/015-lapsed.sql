-- Entries that nobody has ended, oldest first.
ALTER TABLE entry ADD KEY entry_lapsed (ended, begun);
