-- Agreements whose formal title the source gives.
SELECT agreement, title
FROM titles
ORDER BY title, agreement;
