-- The versions of the council's tables.

--: struct policy_row { id id; text label; bool reference; bytes hash };

--: one struct policy_row policy_on(date day);
SELECT id, label, reference, hash FROM policy WHERE starts <= :day ORDER BY starts DESC LIMIT 1;

--: struct policy_text { text name; text content };

--: many struct policy_text policy_texts(id policy);
SELECT name, content FROM policy_file WHERE policy = :policy ORDER BY name;

--: one struct policy_row policy_by_label(text label);
SELECT id, label, reference, hash FROM policy WHERE label = :label;

-- Which version holds from this very day: there is never a second one.
--: many struct policy_row policies_from(date day);
SELECT id, label, reference, hash FROM policy WHERE starts = :day;

--: insert policy_add(text label, date starts, bool reference, bytes hash, stamp now);
INSERT INTO policy (label, starts, reference, hash, loaded)
VALUES (:label, :starts, :reference, :hash, :now);

--: insert policy_text_add(id policy, text name, text content);
INSERT INTO policy_file (policy, name, content) VALUES (:policy, :name, :content);
