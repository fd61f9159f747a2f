-- What happened to an account: a chain per person, written and never changed.

--: use "core/account.h";

--: struct account_tail { int no; bytes mac };

-- Locked, so that two events of one person come one after the other.
--: one struct account_tail account_tail_take(id person);
SELECT no, mac FROM account_event WHERE person = :person
 ORDER BY no DESC LIMIT 1 FOR UPDATE;

--: insert account_event_add(id person, int no, stamp now, id? actor, enum account_event event, text note, bytes mac);
INSERT INTO account_event (person, no, at, actor, action, note, mac)
VALUES (:person, :no, :now, :actor, :event, :note, :mac);

--: struct account_event_row { stamp at; enum account_event event; text note };

--: many struct account_event_row account_events_of(id person, int limit);
SELECT at, action AS event, note FROM account_event WHERE person = :person
 ORDER BY no DESC LIMIT :limit;
