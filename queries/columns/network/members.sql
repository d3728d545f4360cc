-- Since when and until when who is a party to which agreement.
WITH parts AS (
  SELECT signed.s AS agreement, signed.o AS event, party.o AS party, part.o AS part
  FROM property('accord:signedAt') AS signed
  JOIN property('accord:participation') AS part ON part.s = signed.o
  JOIN property('accord:party') AS party ON party.s = part.o
  UNION ALL
  SELECT signed.s AS agreement, signed.o AS event, party.o AS party, signed.s AS part
  FROM property('accord:signedAt') AS signed JOIN property('accord:hasParty') AS party ON party.s = signed.o
)
SELECT DISTINCT parts.agreement, party, part, came.date AS entry, gone.date AS withdrawal,
       coalesce(force, ratified, acceded) IS NOT NULL OR coalesce(binds.o IN ('true', '1'), true) AS binding
FROM parts
LEFT JOIN deeds USING (part)
LEFT JOIN property('accord:during') AS during ON during.s = event
LEFT JOIN property('accord:signatureBinds') AS binds ON binds.s = parts.agreement
LEFT JOIN periods AS came ON came.period = coalesce(force, ratified, acceded, own, during.o)
LEFT JOIN periods AS gone ON gone.period = withdrawn
ORDER BY parts.agreement, party, part, entry NULLS FIRST, withdrawal NULLS FIRST, binding;
