-- Who signed which agreement, with what is known of each party.
WITH types AS (
  SELECT s AS party, 'body' AS type FROM of_class('Body')
  UNION ALL SELECT s AS party, 'territory' AS type FROM of_class('Territory')
  UNION ALL SELECT s AS party, 'unnamed' AS type FROM of_class('UnnamedParties')
),
homes AS (
  SELECT DISTINCT of_place.s AS party, spot AS place, label AS placelabel, code AS level
  FROM property('accord:ofPlace') AS of_place
  JOIN place_labels ON spot = of_place.o
  LEFT JOIN coded('accord:placeLevel') AS levels ON levels.s = spot
),
sizes AS (
  SELECT s AS party, o::BIGINT AS size FROM distinct_property('accord:minCount') SEMI JOIN of_class('UnnamedParties') USING (s)
),
known AS (
  SELECT DISTINCT party, name AS label, type, code AS kind, place, placelabel, level, size
  FROM parties
  JOIN types USING (party)
  LEFT JOIN coded('accord:bodyKind') AS kinds ON kinds.s = party
  LEFT JOIN homes USING (party)
  LEFT JOIN sizes USING (party)
)
SELECT thing AS agreement, party, label, type, kind, place, placelabel, level, size
FROM signatories JOIN known USING (party)
WHERE thing IN (SELECT agreement FROM agreements)
ORDER BY agreement, label, party, type, place NULLS FIRST, level NULLS FIRST, kind NULLS FIRST, size NULLS FIRST;
