import { type PolicyDocument, coversAction } from '@trailguard/controls';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { onlyWatchedServices } from './watched-services.ts';

it('keeps what is about watched services, and of others that there is something', () => {
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 'dynamodb:GetItem', 'DynamoDB:PutItem'],
        Resource: 'arn:aws:s3:::logs/*',
      },
      { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: 'arn:aws:ec2:*:*:instance/*' },
      { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' },
      { Effect: 'Deny', Action: '*', Resource: '*' },
    ],
  };
  expect(onlyWatchedServices(document).Statement).toEqual([
    { Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::logs/*' },
    { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' },
    { Effect: 'Deny', Action: ['*'], Resource: '*' },
    { Effect: 'Allow', Action: ['dynamodb:*', 'ec2:*'], Resource: '*' },
  ]);
});

it('says the same as before of every action of a watched service', () => {
  const action = fc.constantFrom(
    's3:GetObject',
    's3:*',
    '*',
    'cloudtrail:Stop*',
    'dynamodb:*',
    'ec2:Run?nstances',
    's*:Get*',
  );
  const statement = fc.record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: fc.oneof(action, fc.array(action, { minLength: 1, maxLength: 4 })),
    Resource: fc.constantFrom('*', 'arn:aws:s3:::logs/*'),
  });
  const asked = ['s3:GetObject', 's3:PutObject', 'cloudtrail:StopLogging', 'guardduty:DeleteDetector'];
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), (Statement) => {
      const before = (document: PolicyDocument) =>
        asked.map((one) =>
          document.Statement.filter((each) => coversAction(each, one)).map(
            ({ Effect, Resource }) => `${Effect} ${String(Resource)}`,
          ),
        );
      expect(before(onlyWatchedServices({ Statement }))).toEqual(before({ Statement }));
    }),
    { seed: 17, numRuns: 300 },
  );
});
