-- The statements of a store, and what several questions make of them.
--
-- The forms in this folder say the same as the SPARQL forms in ../questions and ../network, which define them. Sessions
-- set the variables has_party, of_place and within to the property that is meant (merged questions mean the merged
-- one), and parameters to the list of their values; one not given is NULL. A statement may stand several times, as
-- several sources may say the same: what is counted or listed is made distinct first.

CREATE VIEW statements AS
SELECT s, p, o, lang FROM read_parquet(getvariable('files')::VARCHAR[]);

CREATE MACRO property(name) AS TABLE
SELECT s, o FROM statements WHERE p = name;

-- What many sources state of one thing, once.
CREATE MACRO distinct_property(name) AS TABLE
SELECT DISTINCT s, o FROM statements WHERE p = name;

CREATE MACRO of_class(name) AS TABLE
SELECT DISTINCT s FROM statements WHERE p = 'rdf:type' AND o = 'https://w3id.org/accord/ns#' || name;

-- English goes before other languages, and then the first text in order of characters.
CREATE MACRO ranked(text, language) AS
CASE WHEN lower(language) = 'en' OR lower(language) LIKE 'en-%' THEN '0' ELSE '1' END || text;

-- In order of date, the undated last.
CREATE MACRO date_key(earliest, latest, edtf) AS
coalesce(earliest, latest, edtf, '~');

-- Whether something possibly happened between the parameters from and to; days are compared as YYYY-MM-DD.
CREATE MACRO possibly_in_range(earliest, latest) AS
(getvariable('from') IS NULL AND getvariable('to') IS NULL OR earliest IS NOT NULL OR latest IS NOT NULL)
AND (getvariable('from') IS NULL OR latest IS NULL OR latest >= getvariable('from')[1])
AND (getvariable('to') IS NULL OR earliest IS NULL OR earliest <= getvariable('to')[1]);

CREATE VIEW agreements AS
SELECT s AS agreement FROM of_class('Agreement');

CREATE VIEW signings AS
SELECT s AS signing FROM of_class('SigningEvent');

-- Parties of every class, by name; the IRI where one has none.
CREATE VIEW parties AS
SELECT s AS party, substr(min(coalesce(ranked(o, lang), '2' || s)), 2) AS name
FROM (
  SELECT s FROM of_class('Body') UNION SELECT s FROM of_class('Territory') UNION SELECT s FROM of_class('UnnamedParties')
)
LEFT JOIN (SELECT s, o, lang FROM statements WHERE p = 'rdfs:label') USING (s)
GROUP BY s;

-- Who is a party to each agreement and signing.
CREATE VIEW signatories AS
SELECT DISTINCT s AS thing, o AS party FROM statements WHERE p = getvariable('has_party');

-- The sorted names of the parties to each thing of which a property states a value (any, where value is NULL). U+001F
-- parts the members of a list.
CREATE MACRO party_lists(name, value) AS TABLE
WITH numbered AS MATERIALIZED (
  SELECT row_number() OVER () AS number, party, parties.name AS called FROM parties
),
members AS (
  SELECT DISTINCT s AS thing, number
  FROM property(getvariable('has_party')) JOIN numbered ON party = o
  WHERE s IN (SELECT s FROM statements WHERE p = name AND (value IS NULL OR o = value))
)
SELECT thing, list_sort(list(part)) AS parties
FROM members
JOIN (SELECT number, unnest(string_split(called, chr(31))) AS part FROM numbered) USING (number)
WHERE part <> ''
GROUP BY thing;

CREATE VIEW agreement_parties AS
SELECT thing AS agreement, parties FROM party_lists('accord:signedAt', NULL);

CREATE VIEW signing_parties AS
SELECT thing AS signing, parties FROM party_lists('rdf:type', 'https://w3id.org/accord/ns#SigningEvent');

-- Periods that have an EDTF string.
CREATE VIEW periods AS
SELECT s AS period, edtf.o AS date, earliest.o AS earliest, latest.o AS latest
FROM distinct_property('accord:edtf') AS edtf
LEFT JOIN distinct_property('accord:earliest') AS earliest USING (s)
LEFT JOIN distinct_property('accord:latest') AS latest USING (s);

CREATE VIEW dates AS
SELECT during.s AS event, date, earliest, latest
FROM property('accord:during') AS during JOIN periods ON period = during.o;

CREATE VIEW titles AS
SELECT s AS agreement, substr(min(ranked(o, lang)), 2) AS title
FROM statements
WHERE p = 'dcterms:title' AND s IN (SELECT agreement FROM agreements)
GROUP BY s;

-- The codes that a property's concepts have.
CREATE MACRO coded(name) AS TABLE
SELECT DISTINCT stated.s, notation.o AS code
FROM property(name) AS stated JOIN property('skos:notation') AS notation ON notation.s = stated.o;

-- Agreements and signings in a field of the parameter or in a narrower one. Where a parameter is not given, what depends
-- on it is empty, and the engine need not look.
CREATE VIEW things_in_field AS
SELECT s AS thing
FROM property('accord:inField')
WHERE getvariable('field') IS NOT NULL
  AND o IN (
    SELECT unnest(getvariable('field')::VARCHAR[])
    UNION
    SELECT s FROM property('skos:broaderTransitive') WHERE list_contains(getvariable('field')::VARCHAR[], o)
  );

-- What is said of a signing counts for all its agreements.
CREATE VIEW agreements_in_field AS
SELECT thing AS agreement FROM things_in_field
UNION
SELECT o AS agreement
FROM property('accord:signs')
WHERE getvariable('field') IS NOT NULL AND s IN (SELECT thing FROM things_in_field);

-- Parties of a place of the parameter, or of one within it.
CREATE VIEW parties_of_place AS
SELECT DISTINCT s AS party
FROM property(getvariable('of_place'))
WHERE getvariable('place') IS NOT NULL
  AND (
    list_contains(getvariable('place')::VARCHAR[], o)
    OR o IN (SELECT s FROM property(getvariable('within')) WHERE list_contains(getvariable('place')::VARCHAR[], o))
  );

-- What a party's part in a signing is told to be: a row for each combination, where one is told several times.
CREATE VIEW deeds AS
SELECT s AS part, force.o AS force, ratified.o AS ratified, acceded.o AS acceded, own.o AS own, withdrawn.o AS withdrawn
FROM (
  SELECT DISTINCT s
  FROM statements
  WHERE p IN ('accord:entryIntoForce', 'accord:ratification', 'accord:accession', 'accord:signature', 'accord:withdrawal')
)
LEFT JOIN distinct_property('accord:entryIntoForce') AS force USING (s)
LEFT JOIN distinct_property('accord:ratification') AS ratified USING (s)
LEFT JOIN distinct_property('accord:accession') AS acceded USING (s)
LEFT JOIN distinct_property('accord:signature') AS own USING (s)
LEFT JOIN distinct_property('accord:withdrawal') AS withdrawn USING (s);

-- Places that have a label, with it.
CREATE VIEW place_labels AS
SELECT s AS spot, substr(min(ranked(o, lang)), 2) AS label
FROM statements
WHERE p = 'rdfs:label' AND s IN (SELECT s FROM of_class('Place'))
GROUP BY s;
