SELECT
  *
FROM (
  SELECT
    `t1`.`month`,
    `t1`.`responsibility`,
    CAST(CAST(SUM(`t1`.`amount_ore`) AS DECIMAL(38, 0)) AS BIGINT) AS `amount_ore`,
    COUNT(*) AS `postings`
  FROM (
    SELECT
      *
    FROM `files_of_postings` AS `t0`
    WHERE
      `t0`.`month` <= CAST($last_month AS BIGINT)
      AND (
        STARTSWITH(`t0`.`account`, $account_prefixes_0)
        OR STARTSWITH(`t0`.`account`, $account_prefixes_1)
      )
      AND `t0`.`responsibility` IN ($responsibility_0)
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`
ORDER BY
  `t2`.`month` ASC NULLS LAST,
  `t2`.`responsibility` ASC NULLS LAST
