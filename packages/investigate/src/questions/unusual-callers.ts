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
      SELECT *, min(time) OVER (PARTITION BY account_id, caller) AS caller_since FROM single
      WHERE invoked_by IS NULL AND event_type IS DISTINCT FROM 'AwsServiceEvent'
        AND NOT ends_with(coalesce(source_address, ''), '.amazonaws.com') AND caller_type IS DISTINCT FROM 'AWSService'
    )
    SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, arg_min(region, time) AS region,
      caller, source_address, arg_min(action, time) AS action, arg_min(outcome, time) AS outcome,
      CASE WHEN min(caller_since) >= $newSince THEN 'new caller' ELSE 'new address' END AS detail,
      arg_min(event_id, time) AS event_id, arg_min(file, time) AS file
    FROM calls
    GROUP BY account_id, caller, source_address
    HAVING min(time) >= $newSince`,
});
