-- Accounts, closed by hand. Only the owner of the database runs this.

--: exec person_close(id id);
UPDATE person SET active = FALSE WHERE id = :id AND active;
