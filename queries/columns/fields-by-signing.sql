-- How many top fields each signing touches.
WITH tops AS (
  SELECT s AS topic, s AS top FROM property('skos:topConceptOf')
  UNION
  SELECT s AS topic, o AS top FROM property('skos:broaderTransitive')
  WHERE o IN (SELECT s FROM property('skos:topConceptOf'))
),
stated AS (
  SELECT s AS signing, o AS topic FROM property('accord:inField')
  UNION ALL
  SELECT signs.s AS signing, topic.o AS topic
  FROM property('accord:signs') AS signs JOIN property('accord:inField') AS topic ON topic.s = signs.o
),
numbers AS (
  SELECT signing, count(DISTINCT top) AS number FROM stated JOIN tops USING (topic) GROUP BY signing
)
SELECT signing, coalesce(number, 0) AS fields
FROM signings LEFT JOIN numbers USING (signing)
ORDER BY fields DESC, signing;
