-- The fields of every agreement.
SELECT agreement, code AS field
FROM agreements JOIN coded('accord:inField') AS topic ON topic.s = agreement
UNION
SELECT signed.s AS agreement, code AS field
FROM property('accord:signedAt') AS signed JOIN coded('accord:inField') AS topic ON topic.s = signed.o
ORDER BY agreement, field;
