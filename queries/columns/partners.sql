-- Who partners with whom, in how many agreements, in what fields, since when. Agreements and parties go by number, the
-- parties in the order of their IRIs.
WITH kept AS MATERIALIZED (
  SELECT row_number() OVER () AS agreement, iri, first, last
  FROM (
    SELECT agreement AS iri, min(earliest) AS first, max(latest) AS last
    FROM agreements
    JOIN property('accord:signedAt') AS signed ON signed.s = agreement
    LEFT JOIN dates ON event = signed.o
    WHERE possibly_in_range(earliest, latest)
      AND (getvariable('field') IS NULL OR agreement IN (SELECT agreement FROM agreements_in_field))
    GROUP BY agreement
  )
),
-- Whoever is asked for stands in the column party, where both of a pair are, the first; with party and place, the
-- partners are of the place.
sides AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY party) AS number, party,
         name || CASE WHEN party IN (SELECT s FROM of_class('UnnamedParties')) THEN ' (not named)' ELSE '' END AS said,
         CASE
           WHEN getvariable('party') IS NOT NULL THEN list_contains(getvariable('party')::VARCHAR[], party)
           WHEN getvariable('place') IS NOT NULL THEN party IN (SELECT party FROM parties_of_place)
           ELSE true
         END AS asked,
         CASE
           WHEN getvariable('party') IS NOT NULL AND getvariable('place') IS NOT NULL
           THEN party IN (SELECT party FROM parties_of_place) ELSE true
         END AS partner
  FROM parties
),
signed AS MATERIALIZED (
  SELECT DISTINCT agreement, number, asked, partner
  FROM property(getvariable('has_party')) AS signatory JOIN sides ON party = signatory.o JOIN kept ON iri = signatory.s
),
pairs AS MATERIALIZED (
  SELECT agreement, low.number AS low, high.number AS high, low.asked AND high.partner AS straight
  FROM signed AS low JOIN signed AS high USING (agreement)
  WHERE low.number < high.number AND (low.asked AND high.partner OR high.asked AND low.partner)
),
topics AS (
  SELECT agreement, list(DISTINCT code) AS codes
  FROM (
    SELECT s AS iri, code FROM coded('accord:inField')
    UNION ALL
    SELECT signed.s AS iri, code
    FROM property('accord:signedAt') AS signed JOIN coded('accord:inField') AS topic ON topic.s = signed.o
  )
  JOIN kept USING (iri)
  GROUP BY agreement
),
sources AS (
  SELECT agreement, list(DISTINCT split_part(o, '/', -1)) AS ids
  FROM property('accord:inSource') JOIN kept ON iri = s
  GROUP BY agreement
),
counted AS (
  SELECT low, high, straight, count(*) AS agreements, min(first) AS first, max(last) AS last,
         list_sort(list_distinct(flatten(list(coalesce(codes, []))))) AS fields,
         list_sort(list_distinct(flatten(list(coalesce(ids, []))))) AS sources
  FROM pairs JOIN kept USING (agreement) LEFT JOIN topics USING (agreement) LEFT JOIN sources USING (agreement)
  GROUP BY low, high, straight
)
SELECT CASE WHEN straight THEN a.said ELSE b.said END AS party,
       CASE WHEN straight THEN b.said ELSE a.said END AS partner,
       agreements, fields, first, last, sources
FROM counted JOIN sides AS a ON a.number = low JOIN sides AS b ON b.number = high
ORDER BY agreements DESC, party, partner, low, high;
