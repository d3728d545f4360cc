-- Who was a party to which agreement on a given day, certainly or possibly. The best part of each party in each
-- agreement is found as text: a grade, since, by, until. Grades: 0 certain, 1 possible, 2 not a party; 3, 4, 5 the same
-- by the signing alone, which counts where nothing is told of the party's own part.
WITH parts AS (
  SELECT signed.s AS agreement, signed.o AS event, party.o AS party, part.o AS part, 0 AS alone
  FROM property('accord:signedAt') AS signed
  JOIN property('accord:participation') AS part ON part.s = signed.o
  JOIN property('accord:party') AS party ON party.s = part.o
  UNION ALL
  SELECT signed.s AS agreement, signed.o AS event, party, signed.o AS part, 3 AS alone
  FROM property('accord:signedAt') AS signed JOIN signatories ON thing = signed.o
),
told AS (
  SELECT parts.agreement, party, alone, coalesce(force, ratified, acceded, own, signed.o) AS entry,
         withdrawn AS leaving,
         CASE WHEN force IS NOT NULL THEN 'entry-into-force' WHEN ratified IS NOT NULL THEN 'ratification'
              WHEN acceded IS NOT NULL THEN 'accession' WHEN own IS NOT NULL THEN 'signature'
              WHEN signed.o IS NOT NULL THEN 'signing' ELSE '' END AS deed,
         coalesce(force, ratified, acceded) IS NOT NULL OR coalesce(binds.o IN ('true', '1'), true) AS binding
  FROM parts
  LEFT JOIN deeds USING (part)
  LEFT JOIN property('accord:during') AS signed ON signed.s = event
  LEFT JOIN property('accord:signatureBinds') AS binds ON binds.s = parts.agreement
  WHERE (getvariable('agreement') IS NULL OR list_contains(getvariable('agreement')::VARCHAR[], parts.agreement))
    AND (getvariable('party') IS NULL OR list_contains(getvariable('party')::VARCHAR[], party))
),
bounds AS (
  SELECT s AS period, edtf.o AS edtf, earliest.o AS earliest, latest.o AS latest
  FROM (SELECT s FROM distinct_property('accord:edtf') UNION SELECT s FROM property('accord:earliest')
        UNION SELECT s FROM property('accord:latest'))
  LEFT JOIN distinct_property('accord:edtf') AS edtf USING (s)
  LEFT JOIN distinct_property('accord:earliest') AS earliest USING (s)
  LEFT JOIN distinct_property('accord:latest') AS latest USING (s)
),
graded AS (
  SELECT agreement, party, alone, binding, came.edtf AS since, deed, gone.edtf AS until,
         getvariable('on') IS NOT NULL AND (entry IS NOT NULL OR leaving IS NOT NULL)
         AND (came.earliest IS NULL OR came.earliest <= getvariable('on')[1])
         AND (gone.latest IS NULL OR gone.latest > getvariable('on')[1]) AS possible,
         coalesce(came.latest <= getvariable('on')[1], false)
         AND (leaving IS NULL OR coalesce(gone.earliest > getvariable('on')[1], false)) AS settled
  FROM told
  LEFT JOIN bounds AS came ON came.period = entry
  LEFT JOIN bounds AS gone ON gone.period = leaving
),
best AS (
  SELECT agreement, party,
         min((alone + CASE WHEN possible AND settled AND binding THEN 0 WHEN possible THEN 1 ELSE 2 END)::VARCHAR
             || coalesce(since, '') || chr(31) || deed || chr(31) || coalesce(until, '')) AS fit
  FROM graded
  GROUP BY agreement, party
)
SELECT agreement, name AS party, fit[1] IN ('0', '3') AS certain, nullif(split_part(fit, chr(31), 2), '') AS by,
       nullif(substr(split_part(fit, chr(31), 1), 2), '') AS since, nullif(split_part(fit, chr(31), 3), '') AS until
FROM best JOIN parties USING (party)
WHERE fit[1] IN ('0', '1', '3', '4')
ORDER BY agreement, certain DESC, name, best.party;
