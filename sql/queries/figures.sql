-- Figures by group: numbers alone, of no child.

--: use "core/dispute.h";
--: use "core/figures.h";

-- One row for each age in years, sex and team that has cases. The score is the
-- last there is.
--: struct figures_row { int years; enum sex sex; id team; text team_name; int cases; int scored; int points; money yearly };

--: many struct figures_row figures_rows(date today);
SELECT COALESCE(TIMESTAMPDIFF(YEAR, c.born, :today), 0) AS years, c.sex, c.team,
       t.name AS team_name, COUNT(*) AS cases, COUNT(d.total) AS scored,
       COALESCE(CAST(SUM(d.total) AS SIGNED), 0) AS points,
       COALESCE(CAST(SUM(d.yearly) AS SIGNED), 0) AS yearly
  FROM team t JOIN casefile c ON c.team = t.id
  LEFT JOIN score d ON d.assessment = c.assessment AND NOT EXISTS
            (SELECT 1 FROM score n WHERE n.assessment = d.assessment AND n.no > d.no)
 GROUP BY years, c.sex, c.team, t.name
 ORDER BY t.name, years, c.sex;

-- Challenged questions, by the last answer to each.
--: struct figures_verdict { int years; enum sex sex; id team; enum item_verdict verdict; int items };

--: many struct figures_verdict figures_verdicts(date today);
SELECT COALESCE(TIMESTAMPDIFF(YEAR, c.born, :today), 0) AS years, c.sex, c.team,
       a.verdict, COUNT(*) AS items
  FROM team t JOIN casefile c ON c.team = t.id
  JOIN item i ON i.assessment = c.assessment
  JOIN item_answer a ON a.item = i.id AND NOT EXISTS
       (SELECT 1 FROM item_answer b WHERE b.item = a.item AND b.tier > a.tier)
 GROUP BY years, c.sex, c.team, a.verdict;

--: struct figures_late { int years; enum sex sex; id team; int steps };

--: many struct figures_late figures_late(date today);
SELECT COALESCE(TIMESTAMPDIFF(YEAR, c.born, :today), 0) AS years, c.sex, c.team,
       COUNT(*) AS steps
  FROM team t JOIN casefile c ON c.team = t.id JOIN lateness l ON l.casefile = c.id
 GROUP BY years, c.sex, c.team;
