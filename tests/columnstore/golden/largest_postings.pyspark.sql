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
ORDER BY
  ABS(`t0`.`amount_ore`) DESC,
  `t0`.`batch` ASC NULLS LAST,
  `t0`.`line` ASC NULLS LAST
LIMIT 100
