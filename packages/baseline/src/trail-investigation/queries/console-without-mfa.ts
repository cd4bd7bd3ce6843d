import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
export default defineSavedQuery({
  name: 'console-without-mfa',
  about: 'Users of IAM and root users that came into the console by a password alone.',
  sql: `
SELECT first, last, count, account_id, region, caller, source_address, action, outcome,
  coalesce(user_agent, '') AS detail, event_id, file
FROM single
WHERE event_source = 'signin.amazonaws.com' AND event_name = 'ConsoleLogin'
  AND json_extract_scalar(response, '$.ConsoleLogin') = 'Success'
  AND json_extract_scalar(additional, '$.MFAUsed') IS DISTINCT FROM 'Yes'
  AND caller_type IN ('IAMUser', 'Root')`,
});
