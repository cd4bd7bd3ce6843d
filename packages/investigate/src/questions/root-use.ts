import { defineQuestion } from '../question.ts';

/**
 * CIS AWS Foundations, "Ensure usage of the root account is monitored". What AWS itself does in its name is left out.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export default defineQuestion({
  name: 'root-use',
  title: 'Use of root users',
  about: 'Calls and sign-ins of the root user of an account. Only few tasks need it.',
  sql: `
    SELECT *, coalesce(user_agent, '') AS detail FROM single
    WHERE caller_type = 'Root' AND invoked_by IS NULL AND event_type IS DISTINCT FROM 'AwsServiceEvent'`,
});
