import { defineQuestion } from '../question.ts';

/** An account’s first calls in a Region where it called nothing before. Services that call by themselves are left out. */
export default defineQuestion({
  name: 'new-regions',
  title: 'Regions that were new to an account',
  about:
    'Accounts that called in a Region where nobody of theirs did before --new-since, with the first caller.',
  values: ['newSince'],
  sql: `
    SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, region,
      arg_min(caller, time) AS caller, arg_min(source_address, time) AS source_address,
      arg_min(action, time) AS action, arg_min(outcome, time) AS outcome,
      concat(count(DISTINCT caller), ' callers') AS detail,
      arg_min(event_id, time) AS event_id, arg_min(file, time) AS file
    FROM single
    WHERE invoked_by IS NULL AND event_type IS DISTINCT FROM 'AwsServiceEvent'
    GROUP BY account_id, region
    HAVING min(time) >= $newSince`,
});
