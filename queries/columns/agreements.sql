-- Every agreement, with its title, kind, date and parties. An agreement need be said to be one only where a
-- parameter is not given, as in the SPARQL form.
WITH found AS (
  SELECT s AS agreement, o AS event
  FROM property('accord:signedAt')
  WHERE CASE
      WHEN getvariable('place') IS NULL OR getvariable('field') IS NULL OR getvariable('party') IS NULL
      THEN s IN (SELECT agreement FROM agreements) ELSE true
    END
    AND (
      getvariable('place') IS NULL
      OR s IN (
        SELECT s
        FROM property(getvariable('has_party'))
        WHERE getvariable('place') IS NOT NULL AND o IN (SELECT party FROM parties_of_place)
      )
    )
    AND (getvariable('field') IS NULL OR s IN (SELECT agreement FROM agreements_in_field))
    AND (
      getvariable('party') IS NULL
      OR s IN (
        SELECT s FROM property(getvariable('has_party')) WHERE list_contains(getvariable('party')::VARCHAR[], o)
      )
    )
),
rows AS (
  SELECT agreement, title, code AS kind, date, min(date_key(earliest, latest, date)) AS place_in_order
  FROM found
  LEFT JOIN dates USING (event)
  LEFT JOIN titles USING (agreement)
  LEFT JOIN coded('accord:instrumentType') AS kinds ON kinds.s = agreement
  WHERE possibly_in_range(earliest, latest)
  GROUP BY ALL
)
SELECT agreement, title, kind, date, coalesce(parties, []) AS parties
FROM rows LEFT JOIN agreement_parties USING (agreement)
ORDER BY place_in_order, date NULLS FIRST, agreement, kind NULLS FIRST;
