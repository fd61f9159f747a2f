-- Accounts closed, and roles given, by hand. Only the owner of the database runs these.

--: use "core/access.h";

--: exec person_close(id id);
UPDATE person SET active = FALSE WHERE id = :id AND active;

-- changed: 0 where it was so already.
--: exec person_rights(id id, enum role role, id? team);
UPDATE person SET role = :role, team = :team
 WHERE id = :id AND active AND NOT (role = :role AND team <=> :team);

-- changed: 0 where it was so already. Empty: the title of the role.
--: exec person_own_title(id id, text own_title);
UPDATE person SET own_title = :own_title
 WHERE id = :id AND active AND own_title <> :own_title;
