SELECT
  *
FROM (
  SELECT
    `t1`.`account`,
    `t1`.`month`,
    CAST(CAST(SUM(`t1`.`amount_ore`) AS DECIMAL(38, 0)) AS BIGINT) AS `amount_ore`
  FROM (
    SELECT
      *
    FROM `files_of_postings` AS `t0`
    WHERE
      `t0`.`month` <= CAST($through AS BIGINT)
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`
ORDER BY
  `t2`.`account` ASC NULLS LAST,
  `t2`.`month` ASC NULLS LAST
