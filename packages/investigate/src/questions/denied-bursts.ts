import { defineQuestion } from '../question.ts';

/**
 * Many refusals of one caller in a short time: somebody tries what a stolen key may do, or a program has lost a permission. A
 * burst lasts as long as there are enough within any five minutes.
 */
export default defineQuestion({
  name: 'denied-bursts',
  title: 'Bursts of denied calls',
  about: 'Callers that were denied at least --burst calls within five minutes.',
  values: ['burst'],
  sql: `
    WITH denied AS (
      SELECT *, count(*) OVER (PARTITION BY account_id, caller ORDER BY time
        RANGE BETWEEN CURRENT ROW AND INTERVAL 5 MINUTES FOLLOWING) AS soon
      FROM single
      WHERE regexp_matches(error_code, 'AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized')
    ), within AS (
      SELECT *, max(soon) OVER (PARTITION BY account_id, caller ORDER BY time
        RANGE BETWEEN INTERVAL 5 MINUTES PRECEDING AND CURRENT ROW) >= $burst AS is_bursting
      FROM denied
    ), stepped AS (
      SELECT *, time - lag(time) OVER (PARTITION BY account_id, caller ORDER BY time) > INTERVAL 5 MINUTES AS is_next
      FROM within WHERE is_bursting
    ), numbered AS (
      SELECT *, count(*) FILTER (is_next)
        OVER (PARTITION BY account_id, caller ORDER BY time ROWS UNBOUNDED PRECEDING) AS burst
      FROM stepped
    )
    SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, arg_min(region, time) AS region,
      caller, arg_min(source_address, time) AS source_address, mode(action) AS action,
      arg_min(outcome, time) AS outcome, concat(count(DISTINCT action), ' different actions') AS detail,
      arg_min(event_id, time) AS event_id, arg_min(file, time) AS file
    FROM numbered
    GROUP BY account_id, caller, burst`,
});
