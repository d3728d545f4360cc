-- Which places partner with which, in how many agreements.
WITH ranks(rank, code) AS (
  VALUES (1, 'country'), (2, 'province'), (2, 'municipality'), (2, 'autonomous-region'), (3, 'prefecture-city'),
         (3, 'city'), (4, 'district'), (4, 'county'), (5, 'park'), (5, 'functional-area'), (6, 'region')
),
ranked AS (
  SELECT s AS spot
  FROM property('accord:placeLevel')
  WHERE o IN (
    SELECT 'https://w3id.org/accord/code/level/' || code
    FROM ranks
    WHERE rank = (SELECT rank FROM ranks WHERE code = getvariable('level')[1])
  )
),
own AS (
  SELECT DISTINCT s AS party, o AS spot FROM property(getvariable('of_place'))
),
spots AS (
  SELECT party, spot FROM own WHERE coalesce(getvariable('level')[1], 'own') = 'own'
  UNION
  SELECT party, spot FROM own SEMI JOIN ranked USING (spot)
  UNION
  SELECT party, above.o AS spot
  FROM own JOIN property(getvariable('within')) AS above ON above.s = spot
  WHERE above.o IN (SELECT spot FROM ranked)
),
-- The outermost place goes first: the depth stands before its IRI and label.
places AS (
  SELECT spot, (100 + coalesce(depth, 0))::VARCHAR || spot || ' ' || label AS said
  FROM place_labels
  LEFT JOIN (SELECT s AS spot, count(DISTINCT o) AS depth FROM property(getvariable('within')) GROUP BY s) USING (spot)
),
-- Numbers in the order of the text make the pairs quick.
homes AS (
  SELECT party, said, dense_rank() OVER (ORDER BY said) AS number
  FROM (SELECT party, substr(min(said), 4) AS said FROM spots JOIN places USING (spot) GROUP BY party)
),
signed AS (
  SELECT DISTINCT thing AS agreement, number
  FROM signatories JOIN homes USING (party)
  WHERE thing IN (SELECT agreement FROM agreements)
),
pairs AS (
  SELECT one.number AS one, other.number AS other, count(*) AS agreements
  FROM signed AS one JOIN signed AS other ON other.agreement = one.agreement AND other.number > one.number
  GROUP BY one.number, other.number
),
names AS (
  SELECT DISTINCT number, said, substr(said, instr(said, ' ') + 1) AS label FROM homes
)
SELECT a.label AS place, b.label AS partner, agreements
FROM pairs JOIN names AS a ON a.number = one JOIN names AS b ON b.number = other
ORDER BY agreements DESC, place, partner, a.said, b.said;
