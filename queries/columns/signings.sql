-- Every signing, with its date, its parties and how many agreements were signed.
WITH rows AS (
  SELECT signing, date, min(date_key(earliest, latest, date)) AS place_in_order
  FROM signings LEFT JOIN dates ON event = signing
  WHERE possibly_in_range(earliest, latest)
  GROUP BY ALL
),
numbers AS (
  SELECT s AS signing, count(DISTINCT o) AS number FROM property('accord:signs') GROUP BY s
)
SELECT signing, date, coalesce(parties, []) AS parties, coalesce(number, 0) AS agreements
FROM rows
LEFT JOIN signing_parties USING (signing)
LEFT JOIN numbers USING (signing)
ORDER BY place_in_order, date NULLS FIRST, signing;
