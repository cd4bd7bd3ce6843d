/**
 * Verbs of operations that change nothing. Taken from names, not from IAM's access levels: CloudTrail's
 * `readOnly` follows the former (the two differ for 60 of the 2,500 actions of the services here).
 */
const ReadVerb =
  /^(?:BatchGet|Check|Describe|Estimate|Filter|Get|Head|List|Lookup|Query|Scan|Search|Select|Simulate|Test|Validate)/;

/**
 * Operations with other names that CloudTrail still records as read-only.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
const ReadOperations: Readonly<Record<string, readonly string[]>> = {
  kms: [
    'Decrypt',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateMac',
    'GenerateRandom',
    'ReEncrypt',
    'Sign',
    'Verify',
    'VerifyMac',
  ],
  sts: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'DecodeAuthorizationMessage'],
  logs: ['StartQuery', 'StopQuery', 'StartLiveTail'],
  sqs: ['ReceiveMessage'],
};

/** Whether CloudTrail records an operation as `readOnly`. */
export function isReadOnly(service: string, operation: string): boolean {
  return ReadVerb.test(operation) || (ReadOperations[service]?.includes(operation) ?? false);
}
