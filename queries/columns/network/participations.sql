-- Who signed which agreement.
SELECT thing AS agreement, party
FROM signatories
WHERE thing IN (SELECT agreement FROM agreements)
ORDER BY agreement, party;
