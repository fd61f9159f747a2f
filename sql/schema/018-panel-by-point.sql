-- What the panel gave for each point that was recommended to it, a year; NULL where
-- it has not decided, or gave one sum for all points.
ALTER TABLE point_decision ADD COLUMN by_panel BIGINT NULL;
