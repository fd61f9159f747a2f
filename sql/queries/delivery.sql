-- How an agreed plan is delivered, and the consent to a direct payment.

--: struct delivery { id plan; money direct; money council; money third; text third_name; id? recipient; text? recipient_name; int conditions; stamp saved; text saved_by };

--: one struct delivery delivery_of(id plan);
SELECT d.plan, d.direct, d.council, d.third, d.third_name, d.recipient,
       r.name AS recipient_name, d.conditions, d.saved, s.name AS saved_by
  FROM plan_delivery d JOIN person s ON s.id = d.saved_by
  LEFT JOIN person r ON r.id = d.recipient
 WHERE d.plan = :plan;

--: insert delivery_keep(id plan, money direct, money council, money third, text third_name, id? recipient, int conditions, stamp now, id person);
INSERT INTO plan_delivery (plan, direct, council, third, third_name, recipient, conditions, saved, saved_by)
VALUES (:plan, :direct, :council, :third, :third_name, :recipient, :conditions, :now, :person)
ON DUPLICATE KEY UPDATE direct = :direct, council = :council, third = :third,
       third_name = :third_name, recipient = :recipient, conditions = :conditions,
       saved = :now, saved_by = :person;

--: struct consent { id id; id person; text name; text words; stamp given; text? entered_by; stamp? withdrawn };

--: many struct consent consents_of(id plan);
SELECT c.id, c.person, p.name, c.words, c.given, e.name AS entered_by, c.withdrawn
  FROM plan_consent c JOIN person p ON p.id = c.person
  LEFT JOIN person e ON e.id = c.entered_by
 WHERE c.plan = :plan ORDER BY c.id;

--: insert consent_add(id plan, id person, text words, stamp now, id? staff);
INSERT INTO plan_consent (plan, person, words, given, entered_by)
VALUES (:plan, :person, :words, :now, :staff);

--: exec consent_withdraw(id plan, id person, stamp now);
UPDATE plan_consent SET withdrawn = :now
 WHERE plan = :plan AND person = :person AND withdrawn IS NULL;
