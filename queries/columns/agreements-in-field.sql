-- Agreements in a field or in a narrower one.
WITH rows AS (
  SELECT agreement, date, min(date_key(earliest, latest, date)) AS place_in_order
  FROM agreements_in_field
  SEMI JOIN agreements USING (agreement)
  JOIN property('accord:signedAt') AS signed ON signed.s = agreement
  LEFT JOIN dates ON event = signed.o
  GROUP BY ALL
)
SELECT agreement, date, coalesce(parties, []) AS parties
FROM rows LEFT JOIN party_lists ON thing = agreement
ORDER BY place_in_order, date NULLS FIRST, agreement;
