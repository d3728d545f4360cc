-- What is known of each party.
WITH types AS (
  SELECT s AS party, 'body' AS type FROM of_class('Body')
  UNION ALL SELECT s AS party, 'territory' AS type FROM of_class('Territory')
  UNION ALL SELECT s AS party, 'unnamed' AS type FROM of_class('UnnamedParties')
),
sizes AS (
  SELECT s AS party, o::BIGINT AS size FROM distinct_property('accord:minCount') SEMI JOIN of_class('UnnamedParties') USING (s)
)
SELECT DISTINCT party, name AS label, type, kinds.code AS kind, homes.o AS place, size, coalesce(number, 0) AS agreements
FROM parties
JOIN types USING (party)
LEFT JOIN coded('accord:bodyKind') AS kinds ON kinds.s = party
LEFT JOIN distinct_property('accord:ofPlace') AS homes ON homes.s = party
LEFT JOIN sizes USING (party)
LEFT JOIN (
  SELECT party, count(*) AS number FROM signatories WHERE thing IN (SELECT agreement FROM agreements) GROUP BY party
) USING (party)
ORDER BY party, type, place NULLS FIRST, kind NULLS FIRST, size NULLS FIRST;
