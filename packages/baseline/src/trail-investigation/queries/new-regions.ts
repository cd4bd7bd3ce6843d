import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
export default defineSavedQuery({
  name: 'new-regions',
  about:
    'Accounts that called in a Region where nobody of theirs did since the first day, with the first caller.',
  parameters: [{ about: "from when on a Region counts as new, such as '2026-03-15T00:00:00Z'" }],
  sql: `
SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, region, min_by(caller, time) AS caller,
  min_by(source_address, time) AS source_address, min_by(action, time) AS action, min_by(outcome, time) AS outcome,
  concat(CAST(count(DISTINCT caller) AS varchar), ' callers') AS detail,
  min_by(event_id, time) AS event_id, min_by(file, time) AS file
FROM single
WHERE invoked_by IS NULL AND event_type IS DISTINCT FROM 'AwsServiceEvent'
GROUP BY account_id, region
HAVING min(time) >= from_iso8601_timestamp(?)`,
});
