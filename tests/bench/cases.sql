-- Cases @from to @to of the bench, straight into the tables. Density is that of
-- one service, whatever its size: 25 cases a worker, 200 a team.
SET @at = UTC_DATE() - INTERVAL 20 DAY + INTERVAL 9 HOUR,
    @due = UTC_DATE(), unique_checks = 0, foreign_key_checks = 0;
DROP TRIGGER IF EXISTS record_head;
CREATE OR REPLACE TEMPORARY TABLE n (n INT PRIMARY KEY) ENGINE=InnoDB;
INSERT INTO n SELECT seq FROM seq_1_to_1000000 WHERE seq BETWEEN @from AND @to;

INSERT IGNORE INTO team (id, pid, name)
SELECT DISTINCT 1000000 + n DIV 200, UNHEX(MD5(CONCAT('team', n DIV 200))),
       CONCAT('Bench team ', n DIV 200) FROM n;

INSERT IGNORE INTO person (id, pid, email, name, phone, role, team, created)
SELECT id, UNHEX(MD5(CONCAT('person', id))), CONCAT(id, '@bench.example'),
       CONCAT('Bench Person ', id), '01632 960 999', role, team, @at
  FROM (SELECT 1000000 + n AS id, 1 AS role, NULL AS team FROM n
        UNION ALL
        SELECT DISTINCT 2000000 + n DIV 25, 3, 1000000 + n DIV 200 FROM n
        UNION ALL
        SELECT DISTINCT 3000000 + n DIV 200, 4, 1000000 + n DIV 200 FROM n
        UNION ALL
        SELECT 4000000 + seq, 5, NULL FROM seq_1_to_20) people;

INSERT INTO casefile (id, pid, ref, child_name, called, notice_name, born, school_stage,
       team, worker, opened, record_no, record_mac)
SELECT 1000000 + n, UNHEX(MD5(CONCAT('case', n))), CONCAT('B', n), CONCAT('Bench Child ', n),
       'Bench', 'Bench', '2016-05-04', 1, 1000000 + n DIV 200, 2000000 + n DIV 25,
       DATE(@at), 8, REPEAT(CHAR(0), 32) FROM n;

INSERT INTO family_member (casefile, person, since)
SELECT 1000000 + n, 1000000 + n, @at FROM n;

-- Each worker has a questionnaire to fill in, in each case; every third family
-- and every tenth practice lead has something to do as well.
INSERT INTO todo (casefile, step, person, team, role, since, due)
SELECT 1000000 + n, 3, 2000000 + n DIV 25, NULL, 3, @at, NULL FROM n
UNION ALL
SELECT 1000000 + n, 1, NULL, NULL, 1, @at, @due + INTERVAL 4 DAY FROM n WHERE n % 3 = 0
UNION ALL
SELECT 1000000 + n, 2, NULL, 1000000 + n DIV 200, 4, @at, NULL FROM n WHERE n % 10 = 0;

-- A questionnaire for each, open and empty.
INSERT INTO assessment (id, pid, casefile, policy, tool, state, worker, opened, child_said)
SELECT 1000000 + n, UNHEX(MD5(CONCAT('assessment', n))), 1000000 + n,
       (SELECT MAX(id) FROM policy), 2, 1, 2000000 + n DIV 25, @at, '' FROM n;
UPDATE casefile JOIN n ON id = 1000000 + n SET questionnaire = 1000000 + n;

-- Every sixth case has an approved score of which three answers are challenged.
INSERT INTO assessment (id, pid, casefile, policy, tool, state, worker, opened, approved, child_said)
SELECT 2000000 + n, UNHEX(MD5(CONCAT('approved', n))), 1000000 + n,
       (SELECT MAX(id) FROM policy), 2, 5, 2000000 + n DIV 25, @at, @at, ''
  FROM n WHERE n % 6 = 1;
UPDATE casefile JOIN n ON id = 1000000 + n SET assessment = 2000000 + n WHERE n % 6 = 1;
INSERT INTO score (assessment, no, stage, total, yearly, at, decided_by, told)
SELECT 2000000 + n, 1, 1, 100, 250000, @at, 3000000 + n DIV 200, @at FROM n WHERE n % 6 = 1;
INSERT INTO item (assessment, question, state, original, proposed, why, evidence,
       challenged_by, challenged, moved)
SELECT 2000000 + n, seq, 1, 4, 8, 'Nights are worse', 'The diary of May', 1000000 + n, @at, @at
  FROM n, seq_1_to_3 WHERE n % 6 = 1;
INSERT INTO todo (casefile, step, person, team, role, since, due)
SELECT 1000000 + n, 5, 2000000 + n DIV 25, NULL, 3, @at, @due + INTERVAL n % 20 DAY
  FROM n WHERE n % 6 = 1;

INSERT INTO record (casefile, no, at, actor, role, action, audience, note, request, mac)
SELECT 1000000 + n, seq, @at + INTERVAL seq HOUR, 2000000 + n DIV 25, 3,
       15 + seq MOD 3, 3, CONCAT('Question ', seq, ' of the questionnaire'),
       '0123456789abcdef', REPEAT(CHAR(0), 32) FROM n, seq_1_to_8;

CREATE TRIGGER record_head AFTER INSERT ON record FOR EACH ROW
	UPDATE casefile SET record_no = NEW.no, record_mac = NEW.mac
	 WHERE id = NEW.casefile;
