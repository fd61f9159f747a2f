-- What each database user may do: nothing it has no use for. Run after every
-- migration; a statement that was run before changes nothing.
--
-- pages: everything people read and write, but no credential and no code.
GRANT SELECT ON installation TO pages_read@localhost;
GRANT SELECT ON team TO pages_read@localhost;
GRANT SELECT ON person TO pages_read@localhost;
GRANT SELECT ON session TO pages_read@localhost;
GRANT SELECT ON form_sent TO pages_read@localhost;
GRANT SELECT ON draft TO pages_read@localhost;
GRANT SELECT ON policy TO pages_read@localhost;
GRANT SELECT ON policy_file TO pages_read@localhost;
GRANT SELECT ON casefile TO pages_read@localhost;
GRANT SELECT ON family_member TO pages_read@localhost;
GRANT SELECT ON supporter TO pages_read@localhost;
GRANT SELECT ON todo TO pages_read@localhost;
GRANT SELECT ON record TO pages_read@localhost;
GRANT SELECT ON view TO pages_read@localhost;
GRANT SELECT ON assessment TO pages_read@localhost;
GRANT SELECT ON answer TO pages_read@localhost;
GRANT SELECT ON took_part TO pages_read@localhost;
GRANT SELECT ON letter TO pages_read@localhost;
GRANT SELECT ON letter_pdf TO pages_read@localhost;
-- of documents: that they are there, never a key or what is in them
GRANT SELECT (id, pid, casefile, name, kind, purpose, audience, question,
	plan, added, added_by, role, sent, received, kept, bytes, pages, replaces)
	ON document TO pages_read@localhost;
GRANT SELECT ON document_considered TO pages_read@localhost;
GRANT SELECT ON account_event TO pages_read@localhost;
GRANT SELECT (sent, due) ON mail TO pages_read@localhost;
GRANT SELECT ON score TO pages_read@localhost;
GRANT SELECT ON planning TO pages_read@localhost;
GRANT SELECT ON item TO pages_read@localhost;
GRANT SELECT ON item_answer TO pages_read@localhost;
GRANT SELECT ON item_contest TO pages_read@localhost;
GRANT SELECT ON item_draft TO pages_read@localhost;
GRANT SELECT ON reviewer_named TO pages_read@localhost;
GRANT SELECT ON plan TO pages_read@localhost;
GRANT SELECT ON plan_outcome TO pages_read@localhost;
GRANT SELECT ON plan_line TO pages_read@localhost;
GRANT SELECT ON plan_answer TO pages_read@localhost;
GRANT SELECT ON plan_line_answer TO pages_read@localhost;
GRANT SELECT ON invitation TO pages_read@localhost;
GRANT SELECT ON entry TO pages_read@localhost;
GRANT SELECT ON entry_view TO pages_read@localhost;

-- meetings, points, outcomes, lateness, complaints
GRANT SELECT ON meeting TO pages_read@localhost;
GRANT SELECT ON meeting_offer TO pages_read@localhost;
GRANT SELECT ON meeting_draft TO pages_read@localhost;
GRANT SELECT ON excused TO pages_read@localhost;
GRANT SELECT ON outcome TO pages_read@localhost;
GRANT SELECT ON point TO pages_read@localhost;
GRANT SELECT ON point_decision TO pages_read@localhost;
GRANT SELECT ON weighed TO pages_read@localhost;
GRANT SELECT ON outcome_draft TO pages_read@localhost;
GRANT SELECT ON panel_chair TO pages_read@localhost;
GRANT SELECT ON lateness TO pages_read@localhost;
GRANT SELECT ON handover TO pages_read@localhost;
GRANT SELECT ON absence TO pages_read@localhost;
GRANT SELECT ON complaint TO pages_read@localhost;

GRANT SELECT, INSERT, UPDATE ON planning TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON item TO pages_write@localhost;
GRANT SELECT, INSERT ON score TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON meeting TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON meeting_offer TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON meeting_draft TO pages_write@localhost;
GRANT SELECT, INSERT ON excused TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON outcome TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON point TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON point_decision TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON weighed TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON outcome_draft TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON panel_chair TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON lateness TO pages_write@localhost;
GRANT SELECT, INSERT ON handover TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON absence TO pages_write@localhost;
GRANT SELECT, INSERT ON complaint TO pages_write@localhost;

GRANT SELECT ON installation TO pages_write@localhost;
GRANT SELECT ON team TO pages_write@localhost;
GRANT SELECT ON person TO pages_write@localhost;
GRANT SELECT, UPDATE ON session TO pages_write@localhost;
GRANT DELETE ON device TO pages_write@localhost;
GRANT SELECT (person) ON device TO pages_write@localhost;
GRANT SELECT, INSERT ON form_sent TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO pages_write@localhost;
GRANT SELECT ON policy TO pages_write@localhost;
GRANT SELECT ON policy_file TO pages_write@localhost;
GRANT SELECT, UPDATE ON casefile TO pages_write@localhost;
GRANT SELECT ON family_member TO pages_write@localhost;
GRANT SELECT ON supporter TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON todo TO pages_write@localhost;
GRANT SELECT, INSERT ON record TO pages_write@localhost;
GRANT SELECT, INSERT ON view TO pages_write@localhost;
GRANT UPDATE (withheld) ON view TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON assessment TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON answer TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON took_part TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON item_answer TO pages_write@localhost;
GRANT SELECT, INSERT ON item_contest TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON item_draft TO pages_write@localhost;
GRANT SELECT, INSERT ON reviewer_named TO pages_write@localhost;
GRANT SELECT, INSERT ON letter TO pages_write@localhost;
GRANT UPDATE (opened) ON letter TO pages_write@localhost;
GRANT SELECT, INSERT ON letter_pdf TO pages_write@localhost;
GRANT SELECT ON item TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON plan TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_outcome TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_line TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_answer TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_line_answer TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON invitation TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON entry TO pages_write@localhost;
GRANT SELECT, INSERT, UPDATE ON entry_view TO pages_write@localhost;
GRANT INSERT, UPDATE ON supporter TO pages_write@localhost;
GRANT INSERT ON mail TO pages_write@localhost;
GRANT SELECT (id, pid, casefile, name, kind, purpose, audience, question,
	plan, added, added_by, role, sent, received, kept, bytes, pages, replaces)
	ON document TO pages_write@localhost;
-- the family sends those that belong to its plan with it
GRANT UPDATE (sent) ON document TO pages_write@localhost;
GRANT SELECT, INSERT ON document_considered TO pages_write@localhost;
GRANT SELECT, INSERT ON account_event TO pages_write@localhost;

-- sign-in: the only user that can read what passwords and codes are checked with.
GRANT SELECT ON installation TO signin_read@localhost;
GRANT SELECT ON person TO signin_read@localhost;
GRANT SELECT ON session TO signin_read@localhost;
GRANT SELECT (person, page) ON draft TO signin_read@localhost;
GRANT SELECT ON policy TO signin_read@localhost;
GRANT SELECT ON policy_file TO signin_read@localhost;

GRANT SELECT ON installation TO signin_write@localhost;
GRANT SELECT ON person TO signin_write@localhost;
GRANT SELECT ON policy TO signin_write@localhost;
GRANT SELECT ON policy_file TO signin_write@localhost;
GRANT SELECT ON credential TO signin_write@localhost;
GRANT UPDATE (totp_step) ON credential TO signin_write@localhost;
GRANT SELECT ON recovery_code TO signin_write@localhost;
GRANT UPDATE (used) ON recovery_code TO signin_write@localhost;
GRANT SELECT, INSERT, UPDATE ON session TO signin_write@localhost;
GRANT SELECT, INSERT, DELETE ON device TO signin_write@localhost;
GRANT SELECT, INSERT, UPDATE ON mail_code TO signin_write@localhost;
GRANT SELECT, INSERT ON failed_sign_in TO signin_write@localhost;
GRANT INSERT ON mail TO signin_write@localhost;
GRANT INSERT ON person TO signin_write@localhost;
GRANT INSERT ON credential TO signin_write@localhost;
GRANT SELECT, UPDATE ON invitation TO signin_write@localhost;
GRANT SELECT, INSERT, UPDATE ON supporter TO signin_write@localhost;
GRANT SELECT, INSERT ON account_event TO signin_write@localhost;

-- files: what every pool needs to know who asks, and about which case; and
-- documents, which no other user can read.
GRANT SELECT ON installation TO files_read@localhost;
GRANT SELECT ON person TO files_read@localhost;
GRANT SELECT ON session TO files_read@localhost;
GRANT SELECT ON draft TO files_read@localhost;
GRANT SELECT ON policy TO files_read@localhost;
GRANT SELECT ON policy_file TO files_read@localhost;
GRANT SELECT ON team TO files_read@localhost;
GRANT SELECT ON casefile TO files_read@localhost;
GRANT SELECT ON family_member TO files_read@localhost;
GRANT SELECT ON supporter TO files_read@localhost;
GRANT SELECT (casefile, step, person, see_to, since) ON todo TO files_read@localhost;
GRANT SELECT ON excused TO files_read@localhost;
GRANT SELECT ON panel_chair TO files_read@localhost;
GRANT SELECT (casefile, step, noted, named) ON complaint TO files_read@localhost;
GRANT SELECT (assessment, challenged_by) ON item TO files_read@localhost;
GRANT SELECT (id, policy, tool, state, worker, approver) ON assessment TO files_read@localhost;
GRANT SELECT ON view TO files_read@localhost;
GRANT SELECT (pid, title, made, available) ON letter TO files_read@localhost;
GRANT SELECT ON document TO files_read@localhost;
GRANT SELECT ON document_chunk TO files_read@localhost;
GRANT SELECT ON document_considered TO files_read@localhost;

GRANT SELECT ON person TO files_write@localhost;
GRANT SELECT ON plan TO files_read@localhost;
GRANT SELECT ON plan_answer TO files_read@localhost;
GRANT SELECT ON entry TO files_read@localhost;

GRANT SELECT ON plan TO files_write@localhost;
GRANT SELECT ON plan_answer TO files_write@localhost;
GRANT SELECT ON entry TO files_write@localhost;
GRANT SELECT ON policy TO files_write@localhost;
GRANT SELECT ON policy_file TO files_write@localhost;
GRANT SELECT, UPDATE ON session TO files_write@localhost;
GRANT SELECT ON team TO files_write@localhost;
GRANT SELECT ON casefile TO files_write@localhost;
GRANT SELECT ON family_member TO files_write@localhost;
GRANT SELECT ON supporter TO files_write@localhost;
GRANT SELECT (casefile, step, person, see_to, since) ON todo TO files_write@localhost;
GRANT SELECT ON excused TO files_write@localhost;
GRANT SELECT ON panel_chair TO files_write@localhost;
GRANT SELECT (casefile, step, noted, named) ON complaint TO files_write@localhost;
GRANT SELECT (assessment, challenged_by) ON item TO files_write@localhost;
GRANT SELECT (id, policy, tool, state, worker, approver) ON assessment TO files_write@localhost;
GRANT SELECT, INSERT ON view TO files_write@localhost;
GRANT SELECT, INSERT ON record TO files_write@localhost;
GRANT SELECT, INSERT ON form_sent TO files_write@localhost;
GRANT SELECT (pid, title, made, available) ON letter TO files_write@localhost;
GRANT SELECT, INSERT ON document TO files_write@localhost;
GRANT UPDATE (sent) ON document TO files_write@localhost;
GRANT INSERT ON document_chunk TO files_write@localhost;
GRANT SELECT ON document_considered TO files_write@localhost;
GRANT SELECT, INSERT, UPDATE ON draft TO files_write@localhost;

-- jobs: the outbox, the letters it sets in print, the ends of the chains, and
-- what it sweeps away when its time is over.
GRANT SELECT ON installation TO jobs@localhost;
GRANT SELECT, UPDATE ON mail TO jobs@localhost;
GRANT SELECT ON letter TO jobs@localhost;
GRANT SELECT, UPDATE ON letter_pdf TO jobs@localhost;
GRANT SELECT ON casefile TO jobs@localhost;
GRANT SELECT ON person TO jobs@localhost;
GRANT SELECT ON team TO jobs@localhost;
GRANT SELECT ON family_member TO jobs@localhost;
GRANT SELECT ON supporter TO jobs@localhost;
GRANT SELECT ON view TO jobs@localhost;
GRANT SELECT ON policy TO jobs@localhost;
GRANT SELECT ON policy_file TO jobs@localhost;
GRANT SELECT, INSERT, DELETE ON todo TO jobs@localhost;
GRANT SELECT, UPDATE ON assessment TO jobs@localhost;
GRANT SELECT ON answer TO jobs@localhost;
GRANT SELECT ON took_part TO jobs@localhost;
GRANT SELECT, INSERT ON record TO jobs@localhost;
GRANT SELECT ON account_event TO jobs@localhost;
GRANT SELECT (expires), DELETE ON mail_code TO jobs@localhost;
GRANT SELECT (used), DELETE ON recovery_code TO jobs@localhost;
GRANT SELECT (at), DELETE ON failed_sign_in TO jobs@localhost;
GRANT SELECT (at), DELETE ON form_sent TO jobs@localhost;
GRANT SELECT (seen), DELETE ON session TO jobs@localhost;
-- and late steps, notes, absences
GRANT SELECT ON excused TO jobs@localhost;
GRANT SELECT ON panel_chair TO jobs@localhost;
GRANT SELECT ON complaint TO jobs@localhost;
GRANT SELECT ON item TO jobs@localhost;
GRANT SELECT ON item_answer TO jobs@localhost;
GRANT SELECT ON item_contest TO jobs@localhost;
GRANT SELECT ON score TO jobs@localhost;
GRANT SELECT ON plan TO jobs@localhost;
GRANT SELECT ON plan_answer TO jobs@localhost;
GRANT SELECT ON meeting TO jobs@localhost;
GRANT SELECT ON meeting_offer TO jobs@localhost;
GRANT SELECT ON absence TO jobs@localhost;
GRANT SELECT ON outcome TO jobs@localhost;
GRANT SELECT ON entry TO jobs@localhost;
GRANT SELECT, UPDATE ON planning TO jobs@localhost;
GRANT UPDATE ON todo TO jobs@localhost;
GRANT SELECT, INSERT ON lateness TO jobs@localhost;
GRANT SELECT, INSERT ON handover TO jobs@localhost;
GRANT INSERT ON mail TO jobs@localhost;
