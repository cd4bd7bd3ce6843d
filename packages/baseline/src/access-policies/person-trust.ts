import { partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';
import { type FederatedPeople, isOpenId, SecondFactorTag } from './federated-people.ts';

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
export function personTrust(
  region: string,
  principalArns: readonly string[],
  federated?: FederatedPeople,
): string {
  return policyDocument([
    ...(principalArns.length === 0
      ? []
      : [
          {
            Sid: 'AssumeWithMfa',
            Effect: 'Allow',
            Principal: { AWS: principalArns },
            Action: 'sts:AssumeRole',
            Condition: {
              Bool: { 'aws:MultiFactorAuthPresent': 'true' },
              NumericLessThan: { 'aws:MultiFactorAuthAge': String(sessionSeconds) },
            },
          } as const,
        ]),
    ...(federated === undefined ? [] : [federatedTrust(region, federated)]),
  ]);
}

/** Addresses that a SAML assertion for AWS is for. https://docs.aws.amazon.com/general/latest/gr/signin-service.html */
const samlAudiences: Readonly<Record<string, string>> = {
  aws: 'https://signin.aws.amazon.com/saml',
  'aws-cn': 'https://signin.amazonaws.cn/saml',
  'aws-us-gov': 'https://signin.amazonaws-us-gov.com/saml',
};

/**
 * Lets in whom an identity provider names, with its word that they showed a second factor: `aws:MultiFactorAuthPresent` is absent
 * from every federated session, so that a session tag stands for it, without which the role is not given.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
function federatedTrust(region: string, federated: FederatedPeople): PolicyStatement {
  const { providerArn, subjects } = federated;
  const isOidc = isOpenId(providerArn);
  const prefix = isOidc ? providerArn.replace(/^.*:oidc-provider\//, '') : 'SAML';
  const audience = federated.audience ?? samlAudiences[partitionOf(region)] ?? '';
  return {
    Sid: 'FederateWithSecondFactor',
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: [isOidc ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRoleWithSAML', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        [`${prefix}:aud`]: audience,
        [`${prefix}:sub`]: subjects,
        [`aws:RequestTag/${SecondFactorTag}`]: 'true',
      },
    },
  };
}
