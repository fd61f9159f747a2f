-- What each database user may do: nothing it has no use for. Run after every
-- migration; a statement that was run before changes nothing. Who may change a
-- row is told the columns: a user that could rewrite a whole session could be
-- anybody. (INSERT … ON DUPLICATE KEY UPDATE asks for every column it inserts.)
-- It takes nothing away: a right that is to end is revoked by a migration.

-- pages: everything people read and write, but no credential and no code.
GRANT SELECT ON installation TO pages_read@localhost;
GRANT SELECT ON job_done TO pages_read@localhost;
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
GRANT SELECT ON account_event TO pages_read@localhost;
-- of how somebody signs in: that there is an authenticator, and codes
GRANT SELECT (person, changed, has_totp) ON credential TO pages_read@localhost;
GRANT SELECT (person, used) ON recovery_code TO pages_read@localhost;
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
GRANT SELECT ON plan_delivery TO pages_read@localhost;
GRANT SELECT ON plan_consent TO pages_read@localhost;
GRANT SELECT ON invitation TO pages_read@localhost;
GRANT SELECT ON entry TO pages_read@localhost;
GRANT SELECT ON entry_view TO pages_read@localhost;

-- meetings, points, outcomes, lateness, complaints, comments of staff
GRANT SELECT ON meeting TO pages_read@localhost;
GRANT SELECT ON meeting_offer TO pages_read@localhost;
GRANT SELECT ON meeting_draft TO pages_read@localhost;
GRANT SELECT ON excused TO pages_read@localhost;
GRANT SELECT ON outcome TO pages_read@localhost;
GRANT SELECT ON point TO pages_read@localhost;
GRANT SELECT ON point_decision TO pages_read@localhost;
GRANT SELECT ON weighed TO pages_read@localhost;
GRANT SELECT ON document_weighed TO pages_read@localhost;
GRANT SELECT ON letter_again TO pages_read@localhost;
GRANT SELECT ON undelivered TO pages_read@localhost;
GRANT SELECT ON outcome_draft TO pages_read@localhost;
GRANT SELECT ON panel_draft TO pages_read@localhost;
GRANT SELECT ON panel_part TO pages_read@localhost;
GRANT SELECT ON panel_given TO pages_read@localhost;
GRANT SELECT ON panel_chair TO pages_read@localhost;
GRANT SELECT ON lateness TO pages_read@localhost;
GRANT SELECT ON handover TO pages_read@localhost;
GRANT SELECT ON absence TO pages_read@localhost;
GRANT SELECT ON complaint TO pages_read@localhost;
GRANT SELECT ON complaint_named TO pages_read@localhost;
GRANT SELECT ON complaint_step TO pages_read@localhost;
GRANT SELECT ON staff_comment TO pages_read@localhost;
GRANT SELECT ON case_given TO pages_read@localhost;
GRANT SELECT ON letter_post TO pages_read@localhost;

GRANT SELECT, INSERT ON planning TO pages_write@localhost;
GRANT UPDATE (state, version, moved, plan_was_answered, note_due,
	in_writing, rest) ON planning TO pages_write@localhost;
GRANT SELECT, INSERT ON item TO pages_write@localhost;
GRANT UPDATE (state, version, moved, answer_opened) ON item TO pages_write@localhost;
GRANT SELECT, INSERT ON score TO pages_write@localhost;
GRANT SELECT, INSERT ON meeting TO pages_write@localhost;
GRANT UPDATE (way, interpreter, adjustments, comes, about, chosen,
	counts_from, missed, held, note, note_by, shared, note_right, correction,
	corrected_by, corrected, answer, amount, reasons, next_step, answered_by,
	answered, letter, ended, assessment) ON meeting TO pages_write@localhost;
GRANT SELECT, INSERT ON meeting_offer TO pages_write@localhost;
GRANT UPDATE (open) ON meeting_offer TO pages_write@localhost;
GRANT SELECT, INSERT ON meeting_draft TO pages_write@localhost;
GRANT UPDATE (held, note, saved, answer, amount, reasons, next_step,
	meeting, person) ON meeting_draft TO pages_write@localhost;
GRANT SELECT, INSERT ON excused TO pages_write@localhost;
GRANT SELECT, INSERT ON outcome TO pages_write@localhost;
GRANT UPDATE (taken_back, figure, before_it, added, recommended, panel,
	chaired, chaired_on, runs_from, why_from, covers_not, next_step, decided, decided_by,
	letter, panel_answer, panel_added, panel_reasons, panel_noted,
	panel_noted_by, panel_letter, assessment)
	ON outcome TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON point TO pages_write@localhost;
GRANT UPDATE (words, asked, written, round, no)
	ON point TO pages_write@localhost;
GRANT SELECT, INSERT ON point_decision TO pages_write@localhost;
GRANT UPDATE (answer, reason, part, which, from_day, price, saved, sent,
	point, person) ON point_decision TO pages_write@localhost;
GRANT SELECT, INSERT ON weighed TO pages_write@localhost;
GRANT UPDATE (relied, saved, what, decision, person)
	ON weighed TO pages_write@localhost;
GRANT SELECT, INSERT ON document_weighed TO pages_write@localhost;
GRANT UPDATE (said, why, saved, document, what, decision, person)
	ON document_weighed TO pages_write@localhost;
GRANT SELECT, INSERT ON letter_again TO pages_write@localhost;
GRANT SELECT ON undelivered TO pages_write@localhost;
GRANT UPDATE (reached) ON undelivered TO pages_write@localhost;
GRANT SELECT, INSERT ON outcome_draft TO pages_write@localhost;
GRANT UPDATE (panel, chaired, chaired_on, runs_from, why_from, covers_not, next_step,
	saved, outcome, person) ON outcome_draft TO pages_write@localhost;
GRANT SELECT, INSERT ON panel_given TO pages_write@localhost;
GRANT SELECT, INSERT ON panel_part TO pages_write@localhost;
GRANT UPDATE (amount, point, person) ON panel_part TO pages_write@localhost;
GRANT SELECT, INSERT ON panel_draft TO pages_write@localhost;
GRANT UPDATE (answer, part, reasons, chaired, saved, outcome, person)
	ON panel_draft TO pages_write@localhost;
GRANT SELECT, INSERT ON panel_chair TO pages_write@localhost;
GRANT UPDATE (at, casefile, person) ON panel_chair TO pages_write@localhost;
GRANT SELECT, INSERT ON lateness TO pages_write@localhost;
GRANT UPDATE (answered, answered_by) ON lateness TO pages_write@localhost;
GRANT SELECT, INSERT ON handover TO pages_write@localhost;
GRANT SELECT, INSERT ON absence TO pages_write@localhost;
GRANT UPDATE (ended) ON absence TO pages_write@localhost;
GRANT SELECT, INSERT ON complaint TO pages_write@localhost;
GRANT SELECT, INSERT ON complaint_named TO pages_write@localhost;
GRANT SELECT, INSERT ON complaint_step TO pages_write@localhost;
GRANT SELECT, INSERT ON staff_comment TO pages_write@localhost;
GRANT SELECT, INSERT ON case_given TO pages_write@localhost;
GRANT UPDATE (ended, done) ON case_given TO pages_write@localhost;
GRANT SELECT, INSERT ON letter_post TO pages_write@localhost;
GRANT UPDATE (posted, posted_by, noted) ON letter_post TO pages_write@localhost;
GRANT UPDATE (by_post) ON family_member TO pages_write@localhost;

GRANT SELECT ON installation TO pages_write@localhost;
GRANT SELECT ON team TO pages_write@localhost;
GRANT SELECT ON person TO pages_write@localhost;
GRANT SELECT ON session TO pages_write@localhost;
GRANT UPDATE (seen, ended, told) ON session TO pages_write@localhost;
GRANT DELETE ON device TO pages_write@localhost;
GRANT SELECT (person) ON device TO pages_write@localhost;
GRANT SELECT, INSERT ON form_sent TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON draft TO pages_write@localhost;
GRANT UPDATE (value, at) ON draft TO pages_write@localhost;
GRANT SELECT ON policy TO pages_write@localhost;
GRANT SELECT ON policy_file TO pages_write@localhost;
GRANT SELECT ON casefile TO pages_write@localhost;
GRANT UPDATE (questionnaire, assessment, council_number, format,
	format_words, notice_name) ON casefile TO pages_write@localhost;
GRANT SELECT ON family_member TO pages_write@localhost;
GRANT SELECT ON supporter TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON todo TO pages_write@localhost;
GRANT UPDATE (person, team, due, since) ON todo TO pages_write@localhost;
GRANT SELECT, INSERT ON record TO pages_write@localhost;
GRANT SELECT, INSERT ON view TO pages_write@localhost;
GRANT UPDATE (withheld) ON view TO pages_write@localhost;
GRANT SELECT, INSERT ON assessment TO pages_write@localhost;
GRANT UPDATE (child_said, state, version, shared, view_due, viewed,
	returned_because, approved, approver, told, total, yearly)
	ON assessment TO pages_write@localhost;
GRANT SELECT, INSERT ON answer TO pages_write@localhost;
GRANT UPDATE (shared, said_before, view, view_words, said, said_words,
	reply, points, not_applicable, two_carers, reason, evidence, saved,
	view_at, view_by, said_at, said_by, replied, replied_by, assessment,
	question) ON answer TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON took_part TO pages_write@localhost;
GRANT SELECT, INSERT ON item_answer TO pages_write@localhost;
GRANT UPDATE (counts, confirmed_by, confirmed, shared)
	ON item_answer TO pages_write@localhost;
GRANT SELECT, INSERT ON item_contest TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON item_draft TO pages_write@localhost;
GRANT UPDATE (verdict, points, reason, relied, saved,
	written_by, assessment, tier, person, question) ON item_draft TO pages_write@localhost;
GRANT SELECT, INSERT ON reviewer_named TO pages_write@localhost;
GRANT SELECT, INSERT ON letter TO pages_write@localhost;
GRANT UPDATE (opened, available, ready, ready_by, ready_how, ready_note, ready_document,
	reached, reached_by, reached_how, reached_note) ON letter TO pages_write@localhost;
GRANT UPDATE (told) ON score TO pages_write@localhost;
GRANT SELECT, INSERT ON letter_pdf TO pages_write@localhost;
GRANT SELECT ON item TO pages_write@localhost;
GRANT SELECT, INSERT ON plan TO pages_write@localhost;
GRANT UPDATE (child_words, own_view, contingency, no, state, assessment, sent,
	sent_by, received, available, council_signed, council_signer,
	family_signed, family_signer, unused_reason) ON plan TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON plan_outcome TO pages_write@localhost;
GRANT UPDATE (words, written_by, written) ON plan_outcome TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON plan_line TO pages_write@localhost;
GRANT UPDATE (outcome, what, provider, rate_name, rate_key, rate, unit,
	quantity, weeks, most, yearly, prohibited, why, position, fitted,
	fit_reason) ON plan_line TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON plan_answer TO pages_write@localhost;
GRANT UPDATE (writer, kind, reason, need_and_risk, returned_because, passed, confirmed,
	confirmer, allocation, agreed, letter, available)
	ON plan_answer TO pages_write@localhost;
GRANT SELECT, INSERT, DELETE ON plan_line_answer TO pages_write@localhost;
GRANT UPDATE (verdict, reason, part, way, starts, price, saved, line)
	ON plan_line_answer TO pages_write@localhost;
GRANT SELECT, INSERT ON plan_delivery TO pages_write@localhost;
GRANT UPDATE (plan, direct, council, third, third_name, recipient,
	conditions, saved, saved_by) ON plan_delivery TO pages_write@localhost;
GRANT SELECT, INSERT ON plan_consent TO pages_write@localhost;
GRANT UPDATE (withdrawn) ON plan_consent TO pages_write@localhost;
GRANT SELECT, INSERT ON invitation TO pages_write@localhost;
GRANT UPDATE (ended) ON invitation TO pages_write@localhost;
GRANT SELECT, INSERT ON entry TO pages_write@localhost;
GRANT UPDATE (sent, ended, scan, letter, correct_by, said, correction,
	corrected, corrected_by, heeded, heeded_by, heeded_words)
	ON entry TO pages_write@localhost;
GRANT SELECT, INSERT ON entry_view TO pages_write@localhost;
GRANT UPDATE (view, words, entry, question)
	ON entry_view TO pages_write@localhost;
GRANT UPDATE (until) ON supporter TO pages_write@localhost;
GRANT INSERT ON mail TO pages_write@localhost;
GRANT SELECT (id, pid, casefile, name, kind, purpose, audience, question,
	plan, added, added_by, role, sent, received, kept, bytes, pages, replaces)
	ON document TO pages_write@localhost;
-- the family sends those that belong to its plan with it
GRANT UPDATE (sent) ON document TO pages_write@localhost;
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
GRANT UPDATE (totp_step, totp_secret, password_hash, changed)
	ON credential TO signin_write@localhost;
GRANT SELECT, INSERT, DELETE ON recovery_code TO signin_write@localhost;
GRANT UPDATE (used) ON recovery_code TO signin_write@localhost;
GRANT UPDATE (email, phone) ON person TO signin_write@localhost;
GRANT SELECT, INSERT, DELETE ON totp_new TO signin_write@localhost;
GRANT SELECT, INSERT ON email_change TO signin_write@localhost;
GRANT UPDATE (tries, used) ON email_change TO signin_write@localhost;
GRANT SELECT, INSERT ON form_sent TO signin_write@localhost;
GRANT SELECT, INSERT ON session TO signin_write@localhost;
GRANT UPDATE (seen, ended, told) ON session TO signin_write@localhost;
GRANT SELECT, INSERT, DELETE ON device TO signin_write@localhost;
GRANT SELECT, INSERT ON mail_code TO signin_write@localhost;
GRANT UPDATE (tries, used) ON mail_code TO signin_write@localhost;
GRANT SELECT, INSERT ON failed_sign_in TO signin_write@localhost;
GRANT INSERT ON mail TO signin_write@localhost;
GRANT INSERT ON person TO signin_write@localhost;
GRANT INSERT ON credential TO signin_write@localhost;
GRANT SELECT ON invitation TO signin_write@localhost;
GRANT UPDATE (used, ended) ON invitation TO signin_write@localhost;
GRANT SELECT, INSERT ON supporter TO signin_write@localhost;
GRANT UPDATE (named_by, may_draft, since, until, casefile, person)
	ON supporter TO signin_write@localhost;
GRANT SELECT (id, record_no, record_mac) ON casefile TO signin_write@localhost;
-- whose fingerprints a row of the record may have to carry
GRANT SELECT (pid, casefile, hash) ON letter TO signin_write@localhost;
GRANT SELECT (pid, casefile, kept) ON document TO signin_write@localhost;
GRANT SELECT (pid, casefile, hash) ON staff_comment TO signin_write@localhost;
GRANT SELECT, INSERT ON record TO signin_write@localhost;
GRANT SELECT, INSERT ON account_event TO signin_write@localhost;

-- files: what every pool needs to know who asks, and about which case, whether
-- it is looked at or changed; and documents, which no other user can read.
GRANT SELECT ON person TO files_read@localhost, files_write@localhost;
GRANT SELECT ON session TO files_read@localhost, files_write@localhost;
GRANT SELECT ON policy TO files_read@localhost, files_write@localhost;
GRANT SELECT ON policy_file TO files_read@localhost, files_write@localhost;
GRANT SELECT ON team TO files_read@localhost, files_write@localhost;
GRANT SELECT ON casefile TO files_read@localhost, files_write@localhost;
GRANT SELECT ON family_member TO files_read@localhost, files_write@localhost;
GRANT SELECT ON supporter TO files_read@localhost, files_write@localhost;
GRANT SELECT (id, casefile, step, person, see_to)
	ON todo TO files_read@localhost, files_write@localhost;
GRANT SELECT ON excused TO files_read@localhost, files_write@localhost;
GRANT SELECT ON panel_chair TO files_read@localhost, files_write@localhost;
GRANT SELECT (id, casefile) ON complaint TO files_read@localhost, files_write@localhost;
GRANT SELECT ON complaint_named TO files_read@localhost, files_write@localhost;
GRANT SELECT ON complaint_step TO files_read@localhost, files_write@localhost;
GRANT SELECT (assessment, challenged_by, id, question)
	ON item TO files_read@localhost, files_write@localhost;
GRANT SELECT (id, policy, tool, state, worker, approver)
	ON assessment TO files_read@localhost, files_write@localhost;
GRANT SELECT (assessment, stage, decided_by)
	ON score TO files_read@localhost, files_write@localhost;
GRANT SELECT ON document_weighed TO files_read@localhost, files_write@localhost;
GRANT SELECT (item, tier, decided_by, decided, shared)
	ON item_answer TO files_read@localhost, files_write@localhost;
GRANT SELECT (id, answered_by, answered, letter)
	ON meeting TO files_read@localhost, files_write@localhost;
GRANT SELECT (id, casefile, round, no) ON point TO files_read@localhost, files_write@localhost;
GRANT SELECT (point, person, sent) ON point_decision TO files_read@localhost, files_write@localhost;
GRANT SELECT (id, casefile, round, letter, panel_noted, panel_noted_by, panel_letter)
	ON outcome TO files_read@localhost, files_write@localhost;
GRANT SELECT ON plan TO files_read@localhost, files_write@localhost;
GRANT SELECT ON plan_answer TO files_read@localhost, files_write@localhost;
GRANT SELECT ON entry TO files_read@localhost, files_write@localhost;

GRANT SELECT ON installation TO files_read@localhost;
GRANT SELECT ON draft TO files_read@localhost;
GRANT SELECT ON view TO files_read@localhost;
GRANT SELECT (pid, kind, title, made, available) ON letter TO files_read@localhost;
GRANT SELECT ON document TO files_read@localhost;
GRANT SELECT ON document_chunk TO files_read@localhost;

GRANT UPDATE (seen, told) ON session TO files_write@localhost;
GRANT SELECT, INSERT ON view TO files_write@localhost;
GRANT SELECT, INSERT ON record TO files_write@localhost;
GRANT SELECT, INSERT ON form_sent TO files_write@localhost;
GRANT SELECT (pid, casefile, kind, title, hash, made, available) ON letter TO files_write@localhost;
GRANT SELECT (pid, casefile, hash) ON staff_comment TO files_write@localhost;
GRANT SELECT, INSERT ON document TO files_write@localhost;
GRANT UPDATE (sent) ON document TO files_write@localhost;
GRANT INSERT ON document_chunk TO files_write@localhost;
GRANT SELECT, INSERT, DELETE ON draft TO files_write@localhost;
-- whether what was sent has passed to somebody else meanwhile
GRANT SELECT (casefile, to_person) ON handover TO files_write@localhost;
GRANT SELECT (casefile, from_person, done) ON case_given TO files_write@localhost;
GRANT SELECT (pid, plan) ON plan_line TO files_write@localhost;
GRANT SELECT (pid, assessment) ON took_part TO files_write@localhost;
GRANT UPDATE (value, at) ON draft TO files_write@localhost;

-- jobs: the outbox, the letters it sets in print, the ends of the chains, and
-- what it sweeps away when its time is over.
GRANT SELECT ON installation TO jobs@localhost;
GRANT SELECT, INSERT ON job_done TO jobs@localhost;
GRANT UPDATE (task, done, stale) ON job_done TO jobs@localhost;
GRANT SELECT ON mail TO jobs@localhost;
GRANT UPDATE (claimed, tries, due, sent, body, refused) ON mail TO jobs@localhost;
GRANT DELETE ON mail TO jobs@localhost;
GRANT SELECT ON letter TO jobs@localhost;
GRANT SELECT ON letter_pdf TO jobs@localhost;
GRANT SELECT (pid, casefile, kept) ON document TO jobs@localhost;
GRANT SELECT (pid, casefile, hash) ON staff_comment TO jobs@localhost;
GRANT UPDATE (claimed, tries, pdf, made) ON letter_pdf TO jobs@localhost;
GRANT SELECT ON casefile TO jobs@localhost;
GRANT SELECT ON person TO jobs@localhost;
GRANT SELECT ON team TO jobs@localhost;
GRANT SELECT ON family_member TO jobs@localhost;
GRANT SELECT ON supporter TO jobs@localhost;
GRANT SELECT ON view TO jobs@localhost;
GRANT SELECT ON policy TO jobs@localhost;
GRANT SELECT ON policy_file TO jobs@localhost;
GRANT SELECT, INSERT, DELETE ON todo TO jobs@localhost;
GRANT SELECT ON assessment TO jobs@localhost;
GRANT UPDATE (state, version) ON assessment TO jobs@localhost;
GRANT SELECT ON answer TO jobs@localhost;
GRANT SELECT ON took_part TO jobs@localhost;
GRANT SELECT, INSERT ON record TO jobs@localhost;
GRANT SELECT ON account_event TO jobs@localhost;
GRANT SELECT (expires), DELETE ON mail_code TO jobs@localhost;
GRANT SELECT (asked), DELETE ON email_change TO jobs@localhost;
GRANT SELECT (asked), DELETE ON totp_new TO jobs@localhost;
GRANT SELECT (used), DELETE ON recovery_code TO jobs@localhost;
GRANT SELECT (at), DELETE ON failed_sign_in TO jobs@localhost;
GRANT SELECT (at), DELETE ON form_sent TO jobs@localhost;
GRANT SELECT (seen), DELETE ON session TO jobs@localhost;
-- and late steps, notes, absences
GRANT SELECT ON excused TO jobs@localhost;
GRANT SELECT ON panel_chair TO jobs@localhost;
GRANT SELECT ON complaint TO jobs@localhost;
GRANT SELECT ON complaint_named TO jobs@localhost;
GRANT SELECT ON complaint_step TO jobs@localhost;
GRANT SELECT ON item TO jobs@localhost;
GRANT SELECT ON item_answer TO jobs@localhost;
GRANT SELECT ON item_contest TO jobs@localhost;
GRANT SELECT ON score TO jobs@localhost;
GRANT SELECT ON plan TO jobs@localhost;
GRANT SELECT ON plan_answer TO jobs@localhost;
GRANT SELECT ON meeting TO jobs@localhost;
GRANT UPDATE (chosen, counts_from, missed) ON meeting TO jobs@localhost;
GRANT SELECT ON meeting_offer TO jobs@localhost;
GRANT UPDATE (open) ON meeting_offer TO jobs@localhost;
GRANT SELECT ON absence TO jobs@localhost;
GRANT SELECT ON outcome TO jobs@localhost;
GRANT SELECT ON entry TO jobs@localhost;
GRANT UPDATE (ended, scan, letter, correct_by) ON entry TO jobs@localhost;
GRANT INSERT ON letter TO jobs@localhost;
GRANT INSERT ON letter_pdf TO jobs@localhost;
GRANT SELECT ON planning TO jobs@localhost;
GRANT UPDATE (state, version, moved, plan_was_answered, note_due, rest)
	ON planning TO jobs@localhost;
GRANT UPDATE (person, team, due, since, reminded) ON todo TO jobs@localhost;
GRANT SELECT, INSERT ON lateness TO jobs@localhost;
GRANT SELECT, INSERT ON handover TO jobs@localhost;
GRANT SELECT ON case_given TO jobs@localhost;
GRANT SELECT, INSERT ON letter_post TO jobs@localhost;
GRANT UPDATE (ended, done) ON case_given TO jobs@localhost;
GRANT INSERT ON mail TO jobs@localhost;
GRANT UPDATE (chased) ON letter TO jobs@localhost;
GRANT SELECT (at), DELETE ON draft TO jobs@localhost;
GRANT SELECT, INSERT, DELETE ON undelivered TO jobs@localhost;
GRANT UPDATE (reached) ON undelivered TO jobs@localhost;
