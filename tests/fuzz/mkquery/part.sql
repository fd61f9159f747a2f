--: struct row { id id; text name };

--: part row;
SELECT id, name FROM t WHERE state IN (3 /*SENT*/, 4/*GONE*/);

--: one struct row row_of(id id);
{row} AND id = :id;

--: many struct row rows_of(text find);
{row} AND find = :find;
