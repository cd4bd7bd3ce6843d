/** Ids and names that the builders agree on. */
export const names = {
  organizationId: 'o-exampleorgid',
  management: '111111111111',
  logArchive: '222222222222',
  security: '333333333333',
  member: '444444444444',
  home: 'us-east-1',
  regions: ['eu-west-1', 'us-east-1'],
  bucket: 'example-logs',
  accessLogBucket: 'example-access-logs',
  trailArn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/organization',
  keyArn: 'arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  logGroupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:trail:*',
  logsRoleArn: 'arn:aws:iam::111111111111:role/trail-logs',
  topicArn: 'arn:aws:sns:us-east-1:111111111111:trail',
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/break-glass',
  /** When the estate was read. */
  asOf: '2026-06-15T12:00:00.000Z',
} as const;
