-- How many agreements and signings there are in each field.
WITH stated AS (
  SELECT code, agreement, signed.o AS signing
  FROM coded('accord:inField') AS topic
  JOIN agreements ON agreement = topic.s
  JOIN property('accord:signedAt') AS signed ON signed.s = agreement
  UNION ALL
  SELECT code, signs.o AS agreement, signing
  FROM coded('accord:inField') AS topic
  JOIN signings ON signing = topic.s
  LEFT JOIN property('accord:signs') AS signs ON signs.s = signing
)
SELECT code AS field, count(DISTINCT agreement) AS agreements, count(DISTINCT signing) AS signings
FROM stated
GROUP BY code
ORDER BY agreements DESC, signings DESC, field;
