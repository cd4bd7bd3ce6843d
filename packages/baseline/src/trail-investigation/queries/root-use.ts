import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export default defineSavedQuery({
  name: 'root-use',
  about: 'Calls and sign-ins of the root user of an account. Only few tasks need it.',
  sql: `
SELECT first, last, count, account_id, region, caller, source_address, action, outcome,
  coalesce(user_agent, '') AS detail, event_id, file
FROM single
WHERE caller_type = 'Root' AND invoked_by IS NULL AND event_type IS DISTINCT FROM 'AwsServiceEvent'`,
});
