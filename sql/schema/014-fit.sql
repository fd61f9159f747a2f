-- Why a line of the agreed plan has another amount than was decided, and why a
-- good part of the sum stays unused.

ALTER TABLE plan_line ADD COLUMN fit_reason VARCHAR(2000) NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN unused_reason VARCHAR(2000) NOT NULL DEFAULT '';
