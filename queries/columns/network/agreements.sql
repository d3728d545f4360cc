-- Every agreement with title, kind and date.
WITH labels AS (
  SELECT s AS agreement, substr(min(ranked(o, lang)), 2) AS label
  FROM statements
  WHERE p = 'rdfs:label' AND s IN (SELECT agreement FROM agreements)
  GROUP BY s
)
SELECT DISTINCT agreement, coalesce(label, agreement) AS label, title, kinds.code AS kind, date, earliest, latest,
       bases.code AS basis, signed.o AS signing
FROM agreements
JOIN property('accord:signedAt') AS signed ON signed.s = agreement
LEFT JOIN dates ON event = signed.o
LEFT JOIN coded('accord:dateBasis') AS bases ON bases.s = signed.o
LEFT JOIN coded('accord:instrumentType') AS kinds ON kinds.s = agreement
LEFT JOIN titles USING (agreement)
LEFT JOIN labels USING (agreement)
ORDER BY agreement, signing, date NULLS FIRST, earliest NULLS FIRST, latest NULLS FIRST, kind NULLS FIRST,
         basis NULLS FIRST;
