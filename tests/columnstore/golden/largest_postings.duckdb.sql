SELECT
  *
FROM "files_of_postings" AS "t0"
WHERE
  "t0"."month" <= CAST($last_month AS BIGINT)
  AND (
    STARTS_WITH("t0"."account", $account_prefixes_0)
    OR STARTS_WITH("t0"."account", $account_prefixes_1)
  )
  AND "t0"."responsibility" IN ($responsibility_0)
ORDER BY
  ABS("t0"."amount_ore") DESC,
  "t0"."batch" ASC,
  "t0"."line" ASC
LIMIT 100
