import { policyDocument } from '../policy-document.ts';

const PrincipalArn = /^arn:aws[a-z-]*:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/;

/** Longest that a person's session and its second factor may last, in seconds. */
export const sessionSeconds = 3600;

/** What is wrong with those who are to take a role; a sentence each. */
export function principalFaults(principalArns: readonly string[]): string[] {
  return principalArns
    .filter((arn) => !PrincipalArn.test(arn))
    .map(
      (arn) =>
        `${JSON.stringify(arn)} is nobody; give the ARN of one IAM user or role, because a whole account would let in everybody whom its administrators let in`,
    );
}

/**
 * Lets named people take a role with a second factor, shown within the hour. Sessions that have none, such as those of IAM
 * Identity Center and of roles that were taken by a role, cannot.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export function personTrust(principalArns: readonly string[]): string {
  return policyDocument([
    {
      Sid: 'AssumeWithMfa',
      Effect: 'Allow',
      Principal: { AWS: principalArns },
      Action: 'sts:AssumeRole',
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': String(sessionSeconds) },
      },
    },
  ]);
}
