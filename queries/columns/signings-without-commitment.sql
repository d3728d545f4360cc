-- Signings of which no commitment is recorded.
SELECT signing
FROM signings ANTI JOIN property('accord:commitsTo') AS committed ON committed.s = signing
ORDER BY signing;
