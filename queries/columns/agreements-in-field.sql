-- Agreements in a field or in a narrower one.
WITH of_any_field AS (
  SELECT s FROM property('accord:inField') WHERE getvariable('field') IS NULL
),
rows AS (
  SELECT agreement, date, min(date_key(earliest, latest, date)) AS place_in_order
  FROM (
    SELECT agreement FROM agreements_in_field
    UNION SELECT s AS agreement FROM of_any_field
    UNION SELECT o AS agreement FROM property('accord:signs') WHERE s IN (SELECT s FROM of_any_field)
  )
  SEMI JOIN agreements USING (agreement)
  JOIN property('accord:signedAt') AS signed ON signed.s = agreement
  LEFT JOIN dates ON event = signed.o
  GROUP BY ALL
)
SELECT agreement, date, coalesce(parties, []) AS parties
FROM rows LEFT JOIN agreement_parties USING (agreement)
ORDER BY place_in_order, date NULLS FIRST, agreement;
