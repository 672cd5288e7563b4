SELECT
  *
FROM (
  SELECT
    `t1`.`organisation`,
    `t1`.`fiscal_year`,
    `t1`.`series`,
    `t1`.`voucher`,
    MIN(`t1`.`voucher_date`) AS `voucher_date`,
    MIN(`t1`.`voucher_text`) AS `voucher_text`,
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
    2,
    3,
    4
) AS `t2`
ORDER BY
  ABS(`t2`.`amount_ore`) DESC,
  `t2`.`series` ASC NULLS LAST,
  `t2`.`voucher` ASC NULLS LAST
LIMIT 100
