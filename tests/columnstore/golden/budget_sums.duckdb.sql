SELECT
  *
FROM (
  SELECT
    "t1"."account",
    "t1"."month",
    CAST(CAST(SUM("t1"."amount_ore") AS DECIMAL(38, 0)) AS BIGINT) AS "amount_ore"
  FROM (
    SELECT
      *
    FROM "files_of_budget_rows" AS "t0"
    WHERE
      "t0"."year_offset" = CAST($year_offset AS BIGINT)
      AND "t0"."year_start" = CAST($year_start AS BIGINT)
      AND "t0"."dimension" IS NULL
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."account" ASC,
  "t2"."month" ASC
