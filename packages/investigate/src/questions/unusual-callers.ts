import { defineQuestion } from '../question.ts';

/**
 * Who calls in an account, and from where: pairs that were not there before. An AWS service that calls for somebody is no
 * address.
 */
export default defineQuestion({
  name: 'unusual-callers',
  title: 'Callers that were new, or came from a new address',
  about:
    'Users and roles that called nothing in the account before --new-since, or came from another address.',
  values: ['newSince'],
  sql: `
    WITH calls AS (
      SELECT * FROM single
      WHERE invoked_by IS NULL AND event_type IS DISTINCT FROM 'AwsServiceEvent'
        AND NOT ends_with(coalesce(source_address, ''), '.amazonaws.com') AND caller_type IS DISTINCT FROM 'AWSService'
    ), callers AS (
      SELECT account_id, caller, min(time) AS since FROM calls GROUP BY account_id, caller
    ), strange AS (
      SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, arg_min(region, time) AS region,
        caller, source_address, arg_min(action, time) AS action, arg_min(outcome, time) AS outcome,
        arg_min(event_id, time) AS event_id, arg_min(file, time) AS file
      FROM calls GROUP BY account_id, caller, source_address
      HAVING min(time) >= $newSince
    )
    SELECT strange.*, CASE WHEN since >= $newSince THEN 'new caller' ELSE 'new address' END AS detail
    FROM strange JOIN callers ON callers.caller = strange.caller
      AND callers.account_id IS NOT DISTINCT FROM strange.account_id`,
});
