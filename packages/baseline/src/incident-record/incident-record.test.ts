import { describe, expect, it } from 'vitest';
import { responseNames } from '../finding-response/response-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { IncidentRecord, type IncidentRecordArgs } from './incident-record.ts';

const names = responseNames(someSettings());
const approver = 'arn:aws:iam::444444444444:role/Approver';
const recorded = (different: Partial<IncidentRecordArgs> = {}) =>
  recordProgram(() => {
    const record = new IncidentRecord('incidents', {
      bucketName: names.incidentBucketName,
      accessLogBucketName: names.incidentAccessLogBucketName,
      keyAlias: names.incidentKeyAlias,
      region: 'us-east-1',
      accountId: '333333333333',
      responderRoleArn: names.responderRoleArn,
      approverRoleArns: [approver],
      logGroupName: names.responderLogGroupName,
      breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
      deployRoleArns: ['arn:aws:iam::333333333333:role/Deploy'],
      ...different,
    });
    return { bucketName: record.bucketName, keyArn: record.keyArn };
  });
const statements = (policy: unknown) =>
  JSON.parse(String(policy)).Statement as { Sid: string; Condition?: object; Resource?: unknown }[];

describe('IncidentRecord', () => {
  it('locks each entry for seven years, in a versioned bucket with a key of its own, and lets nothing expire', async () => {
    const { find, inputsOf, resources, outputs } = await recorded();
    expect(find('aws:s3/bucket:Bucket', 'incidents')).toMatchObject({
      inputs: { bucket: names.incidentBucketName, objectLockEnabled: true },
      protect: true,
    });
    expect(inputsOf('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration').rule).toEqual({
      defaultRetention: { mode: 'GOVERNANCE', days: 2555 },
    });
    const lifecycles = resources
      .filter(({ type }) => type.includes('bucketLifecycle'))
      .map(({ name }) => name);
    expect(lifecycles).toEqual(['incidents-access']);
    expect(find('aws:kms/key:Key', 'incidents').protect).toBe(true);
    expect(outputs).toEqual({ bucketName: names.incidentBucketName, keyArn: 'arn-of-incidents' });
  });

  it('has entries written by the responder alone, approvals by approvers, each once', async () => {
    const policy = (await recorded()).find('aws:s3/bucketPolicy:BucketPolicy', 'incidents');
    const found = statements(policy.inputs.policy);
    const of = (sid: string) => found.find(({ Sid }) => Sid === sid);
    const arn = `arn:aws:s3:::${names.incidentBucketName}`;
    expect(of('DenyEntriesExceptByResponder')).toMatchObject({
      Effect: 'Deny',
      Resource: `${arn}/incidents/*`,
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [names.responderRoleArn] } },
    });
    expect(of('DenyApprovalsExceptByApprovers')).toMatchObject({
      Resource: `${arn}/approvals/*`,
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [approver] } },
    });
    expect(of('DenyWritingOver')).toMatchObject({
      Resource: `${arn}/*`,
      Condition: { Null: { 's3:if-none-match': 'true' } },
    });
    expect(of('DenyOtherPlaces')).toMatchObject({
      NotResource: [`${arn}/incidents/*`, `${arn}/approvals/*`, `${arn}/notes/*`],
    });
    expect(of('DenyWritesButUploads')).toEqual({
      Sid: 'DenyWritesButUploads',
      Effect: 'Deny',
      Principal: '*',
      Action: expect.arrayContaining(['s3:ReplicateObject', 's3:UpdateObjectEncryption']),
      Resource: `${arn}/*`,
    });
    for (const sid of ['DenyInsecureTransport', 'DenyDeletionExceptBreakGlass', 'DenyAccessPoints']) {
      expect(of(sid), sid).toBeDefined();
    }
    expect(found.every((one) => (one as { Effect?: string }).Effect === 'Deny')).toBe(true);
    expect(policy.dependsOn).toContain('BucketObjectLockConfiguration incidents');
  });

  it('lets nobody approve where there are no approvers', async () => {
    const { inputsOf } = await recorded({ approverRoleArns: [] });
    const found = statements(inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'incidents').policy);
    expect(found.find(({ Sid }) => Sid === 'DenyApprovalsExceptByApprovers')?.Condition).toEqual({
      ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::000000000000:role/nobody'] },
    });
  });

  it('lets responder and people use the key through S3 for this bucket alone', async () => {
    const { inputsOf } = await recorded({
      investigatorRoleArns: ['arn:aws:iam::333333333333:role/Investigator'],
    });
    const found = statements(inputsOf('aws:kms/key:Key', 'incidents').policy);
    expect(found.find(({ Sid }) => Sid === 'UseForTheRecord')).toMatchObject({
      Principal: { AWS: ['arn:aws:iam::333333333333:root', 'arn:aws:iam::444444444444:root'] },
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': [
            names.responderRoleArn,
            approver,
            'arn:aws:iam::333333333333:role/Investigator',
          ],
        },
        StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      },
    });
  });

  it.each<[string, Partial<IncidentRecordArgs>, string]>([
    [
      'a responder that approves',
      { approverRoleArns: [names.responderRoleArn] },
      'carries actions out and must not approve them',
    ],
    [
      'a lock that nobody can lift and that is not confirmed',
      { objectLockMode: 'COMPLIANCE', complianceLockConfirmedDays: 365 },
      'set complianceLockConfirmedDays to 2555',
    ],
  ])('refuses %s', async (_what, different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('names everything in its partition, in %s', async (region, partition) => {
    const { inputsOf } = await recorded({
      region,
      approverRoleArns: [],
      responderRoleArn: `arn:${partition}:iam::333333333333:role/r`,
      breakGlassRoleArn: `arn:${partition}:iam::222222222222:role/b`,
      deployRoleArns: [],
    });
    const text =
      String(inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'incidents').policy) +
      String(inputsOf('aws:kms/key:Key', 'incidents').policy);
    expect(text).toContain(`arn:${partition}:s3:::`);
    expect(text).not.toContain('arn:aws:');
  });
});
