-- Signings by the number of those who signed.
WITH members AS (
  SELECT signing, party FROM signings JOIN signatories ON thing = signing
),
named AS (
  SELECT signing, count(*) AS number
  FROM members
  WHERE party IN (SELECT s FROM of_class('Body') UNION ALL SELECT s FROM of_class('Territory'))
  GROUP BY signing
),
counted AS (
  SELECT signing, sum(size::BIGINT)::BIGINT AS number
  FROM members
  JOIN (
    SELECT s AS party, o AS size FROM distinct_property('accord:minCount') SEMI JOIN of_class('UnnamedParties') USING (s)
  ) USING (party)
  GROUP BY signing
)
SELECT signing, coalesce(named.number, 0) AS named, coalesce(counted.number, 0) AS unnamed,
       coalesce(named.number, 0) + coalesce(counted.number, 0) AS signatories
FROM signings LEFT JOIN named USING (signing) LEFT JOIN counted USING (signing)
ORDER BY signatories DESC, signing;
