SELECT
  *
FROM (
  SELECT
    `t1`.`key`,
    CAST(CAST(SUM(`t1`.`amount_ore`) AS DECIMAL(38, 0)) AS BIGINT) AS `amount_ore`
  FROM (
    SELECT
      `t0`.`organisation`,
      `t0`.`fiscal_year`,
      `t0`.`batch`,
      `t0`.`month`,
      `t0`.`series`,
      `t0`.`voucher`,
      `t0`.`voucher_date`,
      `t0`.`voucher_text`,
      `t0`.`registered`,
      `t0`.`voucher_signature`,
      `t0`.`line`,
      `t0`.`account`,
      `t0`.`amount_ore`,
      `t0`.`quantity_micro`,
      `t0`.`posting_date`,
      `t0`.`posting_text`,
      `t0`.`posting_signature`,
      `t0`.`responsibility`,
      `t0`.`activity`,
      `t0`.`project`,
      `t0`.`counterparty`,
      `t0`.`subactivity`,
      `t0`.`cost_object`,
      `t0`.`other_objects`,
      REGEXP_EXTRACT(`t0`.`other_objects`, '(^|;)7=([^;]*)', 2) AS `key`
    FROM `files_of_postings` AS `t0`
    WHERE
      REGEXP_EXTRACT(`t0`.`other_objects`, '(^|;)7=([^;]*)', 2) <> ''
  ) AS `t1`
  GROUP BY
    1
) AS `t2`
ORDER BY
  `t2`.`key` ASC NULLS LAST
