import { defineQuestion } from '../question.ts';

/**
 * CloudTrail hides the name of a user that does not exist, as somebody may have typed a password there.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export default defineQuestion({
  name: 'failed-sign-ins',
  title: 'Failed sign-ins to the console',
  about: 'Passwords or second factors that were refused, by who tried and from where.',
  sql: `
    SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, arg_min(region, time) AS region,
      caller, source_address, 'signin:ConsoleLogin' AS action, 'Failure' AS outcome,
      concat(count(DISTINCT user_agent), ' user agents') AS detail,
      arg_min(event_id, time) AS event_id, arg_min(file, time) AS file
    FROM events
    WHERE event_source = 'signin.amazonaws.com' AND event_name = 'ConsoleLogin'
      AND ((response ->> '$.ConsoleLogin') = 'Failure' OR error_message = 'Failed authentication')
    GROUP BY account_id, caller, source_address`,
});
