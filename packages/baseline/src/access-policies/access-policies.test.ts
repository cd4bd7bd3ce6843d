import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { AccessPolicies, type AccessPoliciesArgs } from './access-policies.ts';

const alice = 'arn:aws:iam::444444444444:user/alice';
const trail = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/acme-organization';
const investigators = {
  principalArns: [alice],
  archiveBucketNames: ['acme-logs'],
  databaseName: 'acme_logs',
  workgroupName: 'acme-investigation',
  resultsBucketName: 'acme-query-results',
};
const operators = { principalArns: [alice], trailArns: [trail], hasFindings: true };
const recorded = (different: Partial<AccessPoliciesArgs>) =>
  recordProgram(
    () =>
      new AccessPolicies('people', {
        namePrefix: 'acme',
        region: 'us-east-1',
        accountId: '333333333333',
        tags: { Team: 'blue' },
        ...different,
      }),
  );
interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: object;
}
const statementsOf = (text: unknown) => JSON.parse(String(text)).Statement as Statement[];
const policyType = 'aws:iam/policy:Policy';

describe('AccessPolicies', () => {
  it('makes each role for named people, for an hour, with a second factor and a boundary', async () => {
    const { find, outputs } = await recorded({ investigators, operators });
    for (const task of ['investigator', 'operator']) {
      const { assumeRolePolicy, ...role } = find('aws:iam/role:Role', `people-${task}`).inputs;
      expect(role).toEqual({
        name: `acme-${task}`,
        description: expect.any(String),
        maxSessionDuration: 3600,
        permissionsBoundary: 'arn-of-people-boundary',
        tags: { Team: 'blue' },
      });
      expect(statementsOf(assumeRolePolicy)).toEqual([
        {
          Sid: 'AssumeWithMfa',
          Effect: 'Allow',
          Principal: { AWS: [alice] },
          Action: 'sts:AssumeRole',
          Condition: {
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
            NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
          },
        },
      ]);
      expect(find('aws:iam/rolePolicyAttachment:RolePolicyAttachment', `people-${task}`).inputs).toEqual({
        role: `acme-${task}`,
        policyArn: `arn-of-people-${task}`,
      });
    }
    expect(outputs.roleArns).toEqual({
      investigator: 'arn-of-people-investigator',
      operator: 'arn-of-people-operator',
    });
  });

  it('lets investigators read one archive and ask in one workgroup, and change nothing', async () => {
    const { inputsOf } = await recorded({ investigators });
    const statements = statementsOf(inputsOf(policyType, 'people-investigator').policy);
    const resources = Object.fromEntries(statements.map(({ Sid, Resource }) => [Sid, Resource]));
    expect(resources).toMatchObject({
      AskInOneWorkgroup: 'arn:aws:athena:us-east-1:333333333333:workgroup/acme-investigation',
      ReadTheArchive: ['arn:aws:s3:::acme-logs/*'],
      KeepResults: 'arn:aws:s3:::acme-query-results/*',
    });
    const writes = statements
      .flatMap(({ Action }) => Action)
      .filter(
        (action) =>
          !/:(Get|List|Describe|Batch(Get)?|Lookup|StartQuery|StopQuery|Decrypt|Generate|Abort)/.test(action),
      );
    expect(writes).toEqual(['s3:PutObject']);
  });

  it('allows operators no change without a second factor, and none that ends recording', async () => {
    const { inputsOf } = await recorded({ operators });
    const statements = statementsOf(inputsOf(policyType, 'people-operator').policy);
    const isChange = (action: string) => !/:(Get|List|Describe|Lookup)/.test(action);
    const changing = statements.filter(
      ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().some(isChange),
    );
    expect(changing.map(({ Sid }) => Sid)).toEqual(['AnswerFindingsWithMfa', 'ChangeOurTrailsWithMfa']);
    for (const { Condition } of changing)
      expect(Condition).toEqual({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    expect(changing.at(-1)?.Resource).toEqual([trail]);
    expect(statements.find(({ Effect }) => Effect === 'Deny')?.Action).toEqual(
      expect.arrayContaining(['cloudtrail:StopLogging', 'guardduty:DeleteDetector']),
    );
  });

  it('names no action by a wildcard, and bounds the roles to what their tasks need', async () => {
    const { resources, inputsOf } = await recorded({ investigators, operators });
    for (const { inputs } of resources.filter(({ type }) => type === policyType))
      for (const { Action } of statementsOf(inputs.policy)) expect(String(Action)).not.toContain('*');
    const [allowed] = statementsOf(inputsOf(policyType, 'people-boundary').policy);
    expect(allowed?.Action).not.toContain('iam:AttachRolePolicy');
    expect(allowed?.Action).toEqual(
      expect.arrayContaining(['athena:StartQueryExecution', 'cloudtrail:UpdateTrail']),
    );
    expect(String(inputsOf(policyType, 'people-boundary').policy).length).toBeLessThan(6144);
  });

  it('makes no role for nobody, and takes ARNs of the partition', async () => {
    const { resources, inputsOf } = await recorded({ region: 'cn-north-1', investigators });
    expect(resources.filter(({ type }) => type === 'aws:iam/role:Role')).toHaveLength(1);
    expect(inputsOf(policyType, 'people-investigator').policy).toContain('arn:aws-cn:s3:::acme-logs/*');
  });

  it('lets in whom an identity provider names with their second factor, by the address of the partition', async () => {
    const providerArn = 'arn:aws-us-gov:iam::333333333333:saml-provider/Okta';
    const federated = { providerArn, subjects: ['bob@example.com'] };
    const { inputsOf } = await recorded({
      region: 'us-gov-west-1',
      operators: { principalArns: [], hasFindings: true, federated },
    });
    expect(statementsOf(inputsOf('aws:iam/role:Role', 'people-operator').assumeRolePolicy)).toEqual([
      {
        Sid: 'FederateWithSecondFactor',
        Effect: 'Allow',
        Principal: { Federated: providerArn },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'SAML:aud': 'https://signin.amazonaws-us-gov.com/saml',
            'SAML:sub': ['bob@example.com'],
            'aws:RequestTag/SecondFactor': 'true',
          },
        },
      },
    ]);
    const changing = statementsOf(inputsOf(policyType, 'people-operator').policy).filter(({ Sid }) =>
      Sid.startsWith('AnswerFindings'),
    );
    expect(changing.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ['AnswerFindingsWithMfa', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
      ['AnswerFindingsByFederation', { StringEquals: { 'aws:PrincipalTag/SecondFactor': 'true' } }],
    ]);
  });

  it.each<[object, string]>([
    [{ providerArn: 'arn:aws:iam::333333333333:role/Okta' }, 'is no identity provider; give the ARN of'],
    [
      { providerArn: 'arn:aws:iam::444444444444:saml-provider/Okta' },
      'is of account 444444444444; a role trusts the identity providers of its own account, 333333333333',
    ],
    [
      { providerArn: 'arn:aws:iam::333333333333:oidc-provider/login.example.com' },
      'give the id of one as audience',
    ],
    [{ subjects: [] }, 'lets in everybody who has a token'],
    [{ subjects: ['*@example.com'] }, '"*@example.com" is nobody; give each subject in full'],
  ])('refuses people of an identity provider that are %o', async (different, message) => {
    const providerArn = 'arn:aws:iam::333333333333:saml-provider/Okta';
    const federated = { providerArn, subjects: ['bob'], ...different };
    await expect(recorded({ operators: { principalArns: [], federated } })).rejects.toThrow(message);
  });

  it('refuses a tag of the role that would stand for a second factor', async () => {
    await expect(recorded({ operators, tags: { SecondFactor: 'true' } })).rejects.toThrow(
      'tags has SecondFactor, and a tag of the role would stand for a second factor that nobody showed',
    );
  });

  it.each(['arn:aws:iam::444444444444:root', '*', 'alice'])('refuses %s', async (principal) => {
    await expect(recorded({ operators: { principalArns: [principal] } })).rejects.toThrow(
      `AccessPolicies "people": "${principal}" is nobody; give the ARN of one IAM user or role`,
    );
  });
});
