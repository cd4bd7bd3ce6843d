import { defineQuestion } from '../question.ts';

/**
 * CIS AWS Foundations, "Ensure management console sign-in without MFA is monitored", and the root user with it. Who comes from an
 * identity provider has the second factor there, which CloudTrail does not see.
 */
export default defineQuestion({
  name: 'console-without-mfa',
  title: 'Console sign-ins without MFA',
  about: 'Users of IAM and root users that came into the console by a password alone.',
  sql: `
    SELECT *, coalesce(user_agent, '') AS detail FROM single
    WHERE event_source = 'signin.amazonaws.com' AND event_name = 'ConsoleLogin'
      AND (response ->> '$.ConsoleLogin') = 'Success'
      AND (additional ->> '$.MFAUsed') IS DISTINCT FROM 'Yes'
      AND caller_type IN ('IAMUser', 'Root')`,
});
