-- Who wrote what waits to be sent by a family: whoever helps them writes for them.
ALTER TABLE item_draft ADD COLUMN written_by BIGINT NULL REFERENCES person (id);
ALTER TABLE plan_outcome ADD COLUMN written_by BIGINT NULL REFERENCES person (id);
ALTER TABLE plan_outcome ADD COLUMN written DATETIME(6) NULL;
