-- Which two parties signed how many agreements together.
WITH members AS MATERIALIZED (
  SELECT thing, party, count(*) OVER (PARTITION BY thing) AS size
  FROM signatories
  WHERE thing IN (SELECT agreement FROM agreements)
)
SELECT one.party AS party, other.party AS partner, one.size AS size, count(*) AS agreements
FROM members AS one JOIN members AS other USING (thing)
WHERE one.party < other.party
GROUP BY ALL
ORDER BY party, partner, size;
