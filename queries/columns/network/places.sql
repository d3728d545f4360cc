-- Places with their levels and all places above them.
SELECT DISTINCT spot AS place, label, code AS level, above.o AS above
FROM place_labels
LEFT JOIN coded('accord:placeLevel') AS levels ON levels.s = spot
LEFT JOIN property('accord:within') AS above ON above.s = spot
ORDER BY place, above NULLS FIRST, level NULLS FIRST;
