-- What stands for which thing where identified things count as one.
SELECT s AS thing, o AS canonical
FROM distinct_property('accord:canonical')
ORDER BY thing, canonical;
