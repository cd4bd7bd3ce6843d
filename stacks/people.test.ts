import { recordProgram } from '@trailguard/baseline/testing';
import { describe, expect, it } from 'vitest';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { organizationConfig } from './testing/config.ts';
import { organizationAnswers } from './testing/organization-answers.ts';

const recorded = (program: () => Promise<Record<string, unknown>>, different: Record<string, string>) =>
  recordProgram(program, {
    config: organizationConfig(different),
    calls: {
      ...organizationAnswers({}),
      'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1'] }),
      'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
      'aws:guardduty/getDetector:getDetector': () => ({ id: 'detector' }),
      'aws:iam/getRole:getRole': () => {
        throw Object.assign(new Error('NoSuchEntity'), { details: "couldn't find resource" });
      },
    },
  });

describe('people whom an identity provider lets in', () => {
  const bob = {
    peopleIdentityProvider: 'oidc-provider/login.example.com',
    peopleAudience: 'trailguard',
    operatorSubjects: '["bob"]',
  };
  const trustOf = (recording: Awaited<ReturnType<typeof recorded>>, name: string) =>
    JSON.parse(String(recording.inputsOf('aws:iam/role:Role', name).assumeRolePolicy)).Statement;

  it('are trusted in each account where they work, by the provider of that account', async () => {
    for (const [program, account] of [
      [organization, '111111111111'],
      [security, '333333333333'],
    ] as const) {
      expect(trustOf(await recorded(program, bob), 'people-operator')).toMatchObject([
        {
          Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/login.example.com` },
          Condition: {
            StringEquals: { 'login.example.com:aud': 'trailguard', 'login.example.com:sub': ['bob'] },
          },
        },
      ]);
    }
  });

  it('read the archive where they ask it, and make no role of another task', async () => {
    const asks = {
      peopleIdentityProvider: 'saml-provider/Okta',
      investigatorSubjects: '["carol"]',
    };
    const recording = await recorded(security, asks);
    expect(recording.outputs.peopleRoleArns).toEqual({ investigator: 'arn-of-people-investigator' });
    expect(trustOf(recording, 'people-investigator')).toMatchObject([{ Sid: 'FederateWithSecondFactor' }]);
    expect(
      String(recording.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'investigation-results').policy),
    ).toContain('arn:aws:iam::333333333333:role/trailguard-investigator');
  });
});
