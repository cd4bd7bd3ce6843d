import { beforeEach, describe, expect, it } from 'vitest';
import { Management, Member, MemorySandbox, Security } from '../test/memory-sandbox.ts';
import { CloudTrailPrincipal } from './find-trail.ts';
import { cloudtrail } from './service.ts';

let sandbox: MemorySandbox;
const bucket = { S3BucketName: 'trail-bucket' };
const organizationTrail = {
  ...bucket,
  Name: 'org-trail',
  IsOrganizationTrail: true,
  IsMultiRegionTrail: true,
};
const orgArn = `arn:aws:cloudtrail:us-east-1:${Management}:trail/org-trail`;
const keyArn = `arn:aws:kms:us-east-1:${Management}:key/11111111-2222-3333-4444-555555555555`;

beforeEach(() => {
  sandbox = new MemorySandbox(cloudtrail);
  sandbox.trustedAccess.add(CloudTrailPrincipal);
});

/** The error code that an operation answers. */
async function code(operation: string, input: object, options = {}): Promise<string> {
  return sandbox.send(operation, input, options).then(
    () => 'none',
    (error: { code: string }) => error.code,
  );
}

describe('creating a trail', () => {
  it('answers its settings with the defaults', async () => {
    const answer = await sandbox.send('CreateTrail', { ...bucket, Name: 'first' });
    expect(answer).toEqual({
      Name: 'first',
      S3BucketName: 'trail-bucket',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: false,
      TrailARN: `arn:aws:cloudtrail:us-east-1:${Management}:trail/first`,
      LogFileValidationEnabled: false,
      IsOrganizationTrail: false,
      RecursiveLogging: true,
    });
  });

  it('does not start logging', async () => {
    await sandbox.send('CreateTrail', { ...bucket, Name: 'first' });
    expect(await sandbox.send('GetTrailStatus', { Name: 'first' })).toMatchObject({ IsLogging: false });
  });

  it.each(['ab', '-abc', 'abc-', 'a--b', 'a b', '192.168.5.4', ''])('refuses the name %j', async (Name) => {
    expect(await code('CreateTrail', { ...bucket, Name })).toBe('InvalidTrailNameException');
  });

  it('refuses a name that is taken in the region', async () => {
    await sandbox.send('CreateTrail', { ...bucket, Name: 'first' });
    expect(await code('CreateTrail', { ...bucket, Name: 'first' })).toBe('TrailAlreadyExistsException');
  });

  it('refuses a name that a trail of all regions holds from another region', async () => {
    await sandbox.send('CreateTrail', { ...bucket, Name: 'first', IsMultiRegionTrail: true });
    expect(await code('CreateTrail', { ...bucket, Name: 'first' }, { region: 'eu-west-1' })).toBe(
      'TrailAlreadyExistsException',
    );
  });

  it('refuses the sixth trail of a region and counts trails of all regions from elsewhere', async () => {
    for (const n of [1, 2, 3, 4]) await sandbox.send('CreateTrail', { ...bucket, Name: `trail${n}` });
    await sandbox.send(
      'CreateTrail',
      { ...bucket, Name: 'all', IsMultiRegionTrail: true },
      { region: 'eu-west-1' },
    );
    expect(await code('CreateTrail', { ...bucket, Name: 'sixth' })).toBe(
      'MaximumNumberOfTrailsExceededException',
    );
    expect(await code('CreateTrail', { ...bucket, Name: 'sixth' }, { region: 'eu-west-1' })).toBe('none');
  });

  it('refuses a bucket that does not exist', async () => {
    expect(await code('CreateTrail', { Name: 'first', S3BucketName: 'nowhere' })).toBe(
      'S3BucketDoesNotExistException',
    );
  });

  it('refuses a bucket whose policy keeps CloudTrail from writing', async () => {
    sandbox.refuse = ({ operation }) => operation === 'PutObject';
    expect(await code('CreateTrail', { ...bucket, Name: 'first' })).toBe(
      'InsufficientS3BucketPolicyException',
    );
  });

  it('refuses a bucket whose policy keeps CloudTrail from reading the ACL', async () => {
    sandbox.refuse = ({ operation }) => operation === 'GetBucketAcl';
    expect(await code('CreateTrail', { ...bucket, Name: 'first' })).toBe(
      'InsufficientS3BucketPolicyException',
    );
  });

  it('asks the bucket as the service, with the ARN of the trail as source', async () => {
    sandbox.refuse = ({ caller, operation }) =>
      operation === 'PutObject' &&
      caller.sourceArn !== `arn:aws:cloudtrail:us-east-1:${Management}:trail/first`;
    expect(await code('CreateTrail', { ...bucket, Name: 'first' })).toBe('none');
    expect(await code('CreateTrail', { ...bucket, Name: 'second' })).toBe(
      'InsufficientS3BucketPolicyException',
    );
  });

  it('refuses an organization trail whose bucket admits only the management account folder', async () => {
    sandbox.refuse = ({ operation, input }) =>
      operation === 'PutObject' && !String(input.Key).startsWith(`AWSLogs/${Management}/`);
    expect(await code('CreateTrail', organizationTrail)).toBe('InsufficientS3BucketPolicyException');
  });

  it('refuses an organization trail whose bucket admits only the organization folder', async () => {
    sandbox.refuse = ({ operation, input }) =>
      operation === 'PutObject' && !String(input.Key).startsWith('AWSLogs/o-exampleorg1/');
    expect(await code('CreateTrail', organizationTrail)).toBe('InsufficientS3BucketPolicyException');
  });

  it('refuses a bucket that admits aws:kms alone to a trail with a key and validation', async () => {
    sandbox.keys.set(keyArn, { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' });
    sandbox.refuse = ({ operation, input }) =>
      operation === 'PutObject' && input.ServerSideEncryption !== 'aws:kms';
    const input = { ...bucket, Name: 'first', KmsKeyId: keyArn };
    expect(await code('CreateTrail', { ...input, EnableLogFileValidation: true })).toBe(
      'InsufficientS3BucketPolicyException',
    );
    expect(await code('CreateTrail', input)).toBe('none');
  });

  it('refuses a multi-region trail without global service events', async () => {
    const input = { ...bucket, Name: 'first', IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false };
    expect(await code('CreateTrail', input)).toBe('InvalidParameterCombinationException');
  });
});

describe('the key of a trail', () => {
  const input = { ...bucket, Name: 'first', KmsKeyId: keyArn };

  it('is answered as its ARN when given by id', async () => {
    sandbox.keys.set(keyArn, { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' });
    const KmsKeyId = '11111111-2222-3333-4444-555555555555';
    expect(await sandbox.send('CreateTrail', { ...input, KmsKeyId })).toMatchObject({ KmsKeyId: keyArn });
  });

  it.each([
    ['does not exist', undefined, 'KmsKeyNotFoundException'],
    ['is disabled', { state: 'Disabled', spec: 'SYMMETRIC_DEFAULT' }, 'KmsException'],
    ['is asymmetric', { state: 'Enabled', spec: 'RSA_2048' }, 'InvalidKmsKeyIdException'],
  ])('is refused when it %s', async (_case, key, expected) => {
    if (key) sandbox.keys.set(keyArn, key);
    expect(await code('CreateTrail', input)).toBe(expected);
  });

  it('is refused when it is not in the region of the bucket', async () => {
    sandbox.keys.set(keyArn, { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' });
    sandbox.buckets.set('trail-bucket', 'eu-west-1');
    expect(await code('CreateTrail', input)).toBe('KmsKeyNotFoundException');
  });

  it('is refused when its policy gives CloudTrail no data key for this trail', async () => {
    sandbox.keys.set(keyArn, { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' });
    sandbox.refuse = ({ operation, input: asked }) =>
      operation === 'GenerateDataKey' &&
      (asked.EncryptionContext as Record<string, string>)['aws:cloudtrail:arn'] !==
        `arn:aws:cloudtrail:us-east-1:${Management}:trail/other`;
    expect(await code('CreateTrail', input)).toBe('InsufficientEncryptionPolicyException');
  });

  it('is refused when the text is no key', async () => {
    expect(await code('CreateTrail', { ...input, KmsKeyId: 'my key' })).toBe('InvalidKmsKeyIdException');
  });
});

describe('the topic of a trail', () => {
  const arn = `arn:aws:sns:us-east-1:${Management}:trail-topic`;

  it.each(['trail-topic', arn])('may be given as %s', async (SnsTopicName) => {
    sandbox.topics.add(arn);
    expect(await sandbox.send('CreateTrail', { ...bucket, Name: 'first', SnsTopicName })).toMatchObject({
      SnsTopicName,
      SnsTopicARN: arn,
    });
  });

  it('is refused when it does not exist', async () => {
    expect(await code('CreateTrail', { ...bucket, Name: 'first', SnsTopicName: 'trail-topic' })).toBe(
      'InsufficientSnsTopicPolicyException',
    );
  });

  it('is refused when its policy keeps CloudTrail from publishing', async () => {
    sandbox.topics.add(arn);
    sandbox.refuse = ({ operation }) => operation === 'Publish';
    expect(await code('CreateTrail', { ...bucket, Name: 'first', SnsTopicName: 'trail-topic' })).toBe(
      'InsufficientSnsTopicPolicyException',
    );
  });
});

describe('the log group of a trail', () => {
  const group = `arn:aws:logs:us-east-1:${Management}:log-group:trail:*`;
  const role = `arn:aws:iam::${Management}:role/trail`;
  const input = { ...bucket, Name: 'first', CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: role };

  beforeEach(() => {
    sandbox.logGroups.add('trail');
    sandbox.roles.add(role);
  });

  it('is kept when group and role admit CloudTrail', async () => {
    expect(await sandbox.send('CreateTrail', input)).toMatchObject({
      CloudWatchLogsLogGroupArn: group,
      CloudWatchLogsRoleArn: role,
    });
  });

  it('is refused without a role', async () => {
    expect(await code('CreateTrail', { ...input, CloudWatchLogsRoleArn: undefined })).toBe(
      'InvalidCloudWatchLogsRoleArnException',
    );
  });

  it.each([
    ['without its end', `arn:aws:logs:us-east-1:${Management}:log-group:trail`],
    ['of another region', `arn:aws:logs:eu-west-1:${Management}:log-group:trail:*`],
    ['of another account', `arn:aws:logs:us-east-1:${Member}:log-group:trail:*`],
    ['that does not exist', `arn:aws:logs:us-east-1:${Management}:log-group:gone:*`],
  ])('is refused for an ARN %s', async (_case, CloudWatchLogsLogGroupArn) => {
    expect(await code('CreateTrail', { ...input, CloudWatchLogsLogGroupArn })).toBe(
      'InvalidCloudWatchLogsLogGroupArnException',
    );
  });

  it('is refused when the role does not trust CloudTrail', async () => {
    sandbox.refuse = ({ operation }) => operation === 'AssumeRole';
    expect(await code('CreateTrail', input)).toBe('InvalidCloudWatchLogsRoleArnException');
  });

  it('is refused when the role may not write', async () => {
    sandbox.refuse = ({ operation, caller }) => operation === 'PutLogEvents' && caller.roleArn === role;
    expect(await code('CreateTrail', input)).toBe('InvalidCloudWatchLogsLogGroupArnException');
  });
});

describe('an organization trail', () => {
  it('is refused to a member account', async () => {
    expect(await code('CreateTrail', organizationTrail, { accountId: Member })).toBe(
      'NotOrganizationMasterAccountException',
    );
  });

  it('is refused to an account outside the organization', async () => {
    expect(await code('CreateTrail', organizationTrail, { accountId: '999999999999' })).toBe(
      'OrganizationsNotInUseException',
    );
  });

  it('is refused while trusted access is off', async () => {
    sandbox.trustedAccess.clear();
    expect(await code('CreateTrail', organizationTrail)).toBe('CloudTrailAccessNotEnabledException');
  });

  it('made by the delegated administrator belongs to the management account', async () => {
    await sandbox.send('RegisterOrganizationDelegatedAdmin', { MemberAccountId: Security });
    expect(await sandbox.send('CreateTrail', organizationTrail, { accountId: Security })).toMatchObject({
      TrailARN: orgArn,
    });
    expect(await code('StartLogging', { Name: 'org-trail' }, { accountId: Security })).toBe('none');
  });

  it('is seen from members in every region, as a shadow trail', async () => {
    await sandbox.send('CreateTrail', organizationTrail);
    for (const region of ['us-east-1', 'eu-west-1']) {
      expect(await sandbox.send('DescribeTrails', {}, { accountId: Member, region })).toMatchObject({
        trailList: [{ TrailARN: orgArn, HomeRegion: 'us-east-1', IsOrganizationTrail: true }],
      });
    }
    expect(
      await sandbox.send('DescribeTrails', { includeShadowTrails: false }, { accountId: Member }),
    ).toEqual({
      trailList: [],
    });
  });

  it.each(['DeleteTrail', 'StopLogging', 'StartLogging', 'UpdateTrail'])(
    'is not changed by %s of a member',
    async (operation) => {
      await sandbox.send('CreateTrail', organizationTrail);
      expect(await code(operation, { Name: orgArn }, { accountId: Member })).toBe(
        'NotOrganizationMasterAccountException',
      );
    },
  );

  it('can be read by ARN from a member', async () => {
    await sandbox.send('CreateTrail', organizationTrail);
    const options = { accountId: Member, region: 'eu-west-1' };
    expect(await sandbox.send('GetTrail', { Name: orgArn }, options)).toMatchObject({
      Trail: { TrailARN: orgArn },
    });
    expect(await code('GetTrailStatus', { Name: orgArn }, options)).toBe('none');
    expect(await code('GetEventSelectors', { TrailName: orgArn }, options)).toBe('none');
  });
});

describe('finding trails', () => {
  beforeEach(async () => {
    await sandbox.send('CreateTrail', { ...bucket, Name: 'here' });
    await sandbox.send('CreateTrail', { ...bucket, Name: 'all', IsMultiRegionTrail: true });
  });
  const names = async (input: object, region: string) => {
    const { trailList } = (await sandbox.send('DescribeTrails', input, { region })) as {
      trailList: { Name: string }[];
    };
    return trailList.map((trail) => trail.Name);
  };

  it('shows a trail of all regions in every region, unless shadow trails are left out', async () => {
    expect(await names({}, 'us-east-1')).toEqual(['here', 'all']);
    expect(await names({}, 'eu-west-1')).toEqual(['all']);
    expect(await names({ includeShadowTrails: false }, 'eu-west-1')).toEqual([]);
  });

  it('looks for names in the region of the call and for ARNs everywhere', async () => {
    expect(await names({ trailNameList: ['all', 'nothing'] }, 'us-east-1')).toEqual(['all']);
    expect(await names({ trailNameList: ['all'] }, 'eu-west-1')).toEqual([]);
    const arn = `arn:aws:cloudtrail:us-east-1:${Management}:trail/here`;
    expect(await names({ trailNameList: [arn] }, 'eu-west-1')).toEqual(['here']);
  });

  it('lists trails of all regions from any', async () => {
    expect(await sandbox.send('ListTrails', {}, { region: 'eu-west-1' })).toMatchObject({
      Trails: [{ Name: 'here', HomeRegion: 'us-east-1' }, { Name: 'all' }],
    });
  });

  it('changes a trail from its home region only', async () => {
    const Name = `arn:aws:cloudtrail:us-east-1:${Management}:trail/all`;
    expect(await code('StartLogging', { Name }, { region: 'eu-west-1' })).toBe('InvalidHomeRegionException');
  });

  it('does not know a trail of another account', async () => {
    const Name = `arn:aws:cloudtrail:us-east-1:${Management}:trail/here`;
    expect(await code('GetTrail', { Name }, { accountId: Member })).toBe('TrailNotFoundException');
  });

  it.each(['here', `arn:aws:cloudtrail:us-east-1:${Management}:trail/here`])('deletes %s', async (Name) => {
    await sandbox.send('DeleteTrail', { Name });
    expect(await names({}, 'us-east-1')).toEqual(['all']);
  });

  it('refuses text that begins like an ARN and is none', async () => {
    expect(await code('GetTrail', { Name: 'arn:aws:cloudtrail:us-east-1:trail/x' })).toBe(
      'CloudTrailARNInvalidException',
    );
  });
});

describe('updating a trail', () => {
  it('changes what is given and leaves the rest', async () => {
    await sandbox.send('CreateTrail', {
      ...bucket,
      Name: 'first',
      S3KeyPrefix: 'logs',
      EnableLogFileValidation: true,
    });
    await sandbox.send('UpdateTrail', { Name: 'first', IsMultiRegionTrail: true });
    expect(await sandbox.send('GetTrail', { Name: 'first' })).toMatchObject({
      Trail: { S3KeyPrefix: 'logs', LogFileValidationEnabled: true, IsMultiRegionTrail: true },
    });
  });

  it('takes a setting away that is given empty', async () => {
    sandbox.topics.add(`arn:aws:sns:us-east-1:${Management}:trail-topic`);
    await sandbox.send('CreateTrail', { ...bucket, Name: 'first', SnsTopicName: 'trail-topic' });
    const answer = await sandbox.send('UpdateTrail', { Name: 'first', SnsTopicName: '' });
    expect(answer).not.toHaveProperty('SnsTopicARN');
  });

  it('keeps the trail as it was when a check fails', async () => {
    await sandbox.send('CreateTrail', { ...bucket, Name: 'first' });
    expect(
      await code('UpdateTrail', { Name: 'first', IsMultiRegionTrail: true, S3BucketName: 'nowhere' }),
    ).toBe('S3BucketDoesNotExistException');
    expect(await sandbox.send('GetTrail', { Name: 'first' })).toMatchObject({
      Trail: { IsMultiRegionTrail: false, S3BucketName: 'trail-bucket' },
    });
  });
});

describe('tags of a trail', () => {
  const ResourceId = `arn:aws:cloudtrail:us-east-1:${Management}:trail/first`;
  beforeEach(() =>
    sandbox.send('CreateTrail', { ...bucket, Name: 'first', TagsList: [{ Key: 'a', Value: '1' }] }),
  );

  it('are added, replaced, removed and listed', async () => {
    await sandbox.send('AddTags', {
      ResourceId,
      TagsList: [
        { Key: 'a', Value: '2' },
        { Key: 'b', Value: '3' },
      ],
    });
    await sandbox.send('RemoveTags', { ResourceId, TagsList: [{ Key: 'b' }] });
    expect(await sandbox.send('ListTags', { ResourceIdList: [ResourceId] })).toEqual({
      ResourceTagList: [{ ResourceId, TagsList: [{ Key: 'a', Value: '2' }] }],
    });
  });

  it('are at most 50', async () => {
    const TagsList = Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: 'v' }));
    expect(await code('AddTags', { ResourceId, TagsList })).toBe('TagsLimitExceededException');
  });

  it('are refused on a trail that does not exist', async () => {
    expect(await code('AddTags', { ResourceId: `${ResourceId}x`, TagsList: [] })).toBe(
      'ResourceNotFoundException',
    );
  });
});

describe('delegated administrators of CloudTrail', () => {
  it.each([
    [
      'a member account',
      { MemberAccountId: Security },
      { accountId: Member },
      'NotOrganizationManagementAccountException',
    ],
    ['itself', { MemberAccountId: Management }, {}, 'CannotDelegateManagementAccountException'],
    ['an account elsewhere', { MemberAccountId: '999999999999' }, {}, 'AccountNotFoundException'],
  ])('are not registered by or for %s', async (_case, input, options, expected) => {
    expect(await code('RegisterOrganizationDelegatedAdmin', input, options)).toBe(expected);
  });

  it('are registered once', async () => {
    await sandbox.send('RegisterOrganizationDelegatedAdmin', { MemberAccountId: Security });
    expect(await code('RegisterOrganizationDelegatedAdmin', { MemberAccountId: Security })).toBe(
      'AccountRegisteredException',
    );
    await sandbox.send('DeregisterOrganizationDelegatedAdmin', { DelegatedAdminAccountId: Security });
    expect(await code('DeregisterOrganizationDelegatedAdmin', { DelegatedAdminAccountId: Security })).toBe(
      'AccountNotRegisteredException',
    );
  });
});
