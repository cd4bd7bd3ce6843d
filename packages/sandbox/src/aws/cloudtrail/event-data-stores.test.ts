import { beforeEach, describe, expect, it } from 'vitest';
import { Management, Member, MemorySandbox, Security } from '../test/memory-sandbox.ts';
import { CloudTrailPrincipal } from './find-trail.ts';
import { cloudtrail } from './service.ts';

let sandbox: MemorySandbox;

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

async function made(input: object = {}, options = {}): Promise<string> {
  const store = await sandbox.send('CreateEventDataStore', { Name: 'store', ...input }, options);
  return String(store.EventDataStoreArn);
}

async function listed(options = {}): Promise<unknown[]> {
  return (await sandbox.send('ListEventDataStores', {}, options)).EventDataStores as unknown[];
}

describe('an event data store', () => {
  it.each([
    ['describe', 'DescribeKey', 'none'],
    ['decrypt with', 'Decrypt', 'InsufficientEncryptionPolicyException'],
    ['make data keys of', 'GenerateDataKey', 'InsufficientEncryptionPolicyException'],
  ])('whose key CloudTrail may not %s: %s refused -> %s', async (_use, refused, expected) => {
    const KmsKeyId = `arn:aws:kms:us-east-1:${Management}:key/1`;
    sandbox.keys.set(KmsKeyId, { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' });
    sandbox.refuse = ({ service, operation }) => service === 'kms' && operation === refused;
    expect(await code('CreateEventDataStore', { Name: 'store', KmsKeyId })).toBe(expected);
  });

  it('has the defaults of AWS', async () => {
    const EventDataStore = await made();
    expect(await sandbox.send('GetEventDataStore', { EventDataStore })).toEqual({
      EventDataStoreArn: expect.stringMatching(
        new RegExp(`^arn:aws:cloudtrail:us-east-1:${Management}:eventdatastore/[0-9a-f-]{36}$`),
      ),
      Name: 'store',
      Status: 'ENABLED',
      AdvancedEventSelectors: [
        {
          Name: 'Default management events',
          FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
        },
      ],
      MultiRegionEnabled: true,
      OrganizationEnabled: false,
      RetentionPeriod: 366,
      TerminationProtectionEnabled: true,
      CreatedTimestamp: sandbox.clock.now(),
      UpdatedTimestamp: sandbox.clock.now(),
      BillingMode: 'EXTENDABLE_RETENTION_PRICING',
    });
  });

  it('is listed by name and ARN in its Region alone', async () => {
    const arn = await made();
    expect(await listed()).toEqual([{ EventDataStoreArn: arn, Name: 'store' }]);
    expect(await listed({ region: 'eu-west-1' })).toEqual([]);
    expect(await listed({ accountId: Security })).toEqual([]);
  });

  it.each<[string, object]>([
    ['a short name', { Name: 'ab' }],
    ['a name with a space', { Name: 'my store' }],
    ['six days of retention', { RetentionPeriod: 6 }],
    ['more than ten years of retention', { RetentionPeriod: 3654 }],
    [
      'more than seven years at a fixed price',
      { BillingMode: 'FIXED_RETENTION_PRICING', RetentionPeriod: 2558 },
    ],
  ])('is refused with %s', async (_case, input) => {
    expect(await code('CreateEventDataStore', { Name: 'store', ...input })).toBe('InvalidParameterException');
  });

  it('is refused with a name that is taken, as an eleventh one, or with a selector that is none', async () => {
    await made();
    expect(await code('CreateEventDataStore', { Name: 'store' })).toBe(
      'EventDataStoreAlreadyExistsException',
    );
    for (let number = 1; number < 10; number += 1) await made({ Name: `store-${number}` });
    expect(await code('CreateEventDataStore', { Name: 'one-more' })).toBe(
      'EventDataStoreMaxLimitExceededException',
    );
    const AdvancedEventSelectors = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Nothing'] }] }];
    const elsewhere = { region: 'eu-west-1' };
    expect(await code('CreateEventDataStore', { Name: 'store', AdvancedEventSelectors }, elsewhere)).toBe(
      'InvalidEventSelectorsException',
    );
  });

  it('takes in events of others by one selector', async () => {
    const AdvancedEventSelectors = [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['ConfigurationItem'] }] },
    ];
    const EventDataStore = await made({ AdvancedEventSelectors });
    expect(await sandbox.send('GetEventDataStore', { EventDataStore })).toMatchObject({
      AdvancedEventSelectors,
    });
    const two = [...AdvancedEventSelectors, ...AdvancedEventSelectors];
    expect(await code('CreateEventDataStore', { Name: 'two', AdvancedEventSelectors: two })).toBe(
      'InvalidEventSelectorsException',
    );
  });

  it('is changed by what is given alone', async () => {
    const EventDataStore = await made();
    await sandbox.send('UpdateEventDataStore', { EventDataStore, RetentionPeriod: 400 });
    const id = EventDataStore.split('/')[1];
    expect(await sandbox.send('GetEventDataStore', { EventDataStore: id })).toMatchObject({
      RetentionPeriod: 400,
      TerminationProtectionEnabled: true,
    });
  });

  it('stops and starts to take in events', async () => {
    const EventDataStore = await made();
    expect(await code('StartEventDataStoreIngestion', { EventDataStore })).toBe(
      'InvalidEventDataStoreStatusException',
    );
    await sandbox.send('StopEventDataStoreIngestion', { EventDataStore });
    expect(await sandbox.send('GetEventDataStore', { EventDataStore })).toMatchObject({
      Status: 'STOPPED_INGESTION',
    });
    await sandbox.send('StartEventDataStoreIngestion', { EventDataStore });
    expect(await sandbox.send('GetEventDataStore', { EventDataStore })).toMatchObject({ Status: 'ENABLED' });
  });

  it('is deleted when nothing protects it, can be restored for a week, and is gone then', async () => {
    const EventDataStore = await made();
    expect(await code('DeleteEventDataStore', { EventDataStore })).toBe(
      'EventDataStoreTerminationProtectedException',
    );
    expect(await code('RestoreEventDataStore', { EventDataStore })).toBe(
      'InvalidEventDataStoreStatusException',
    );
    await sandbox.send('UpdateEventDataStore', { EventDataStore, TerminationProtectionEnabled: false });
    await sandbox.send('DeleteEventDataStore', { EventDataStore });
    expect(await sandbox.send('GetEventDataStore', { EventDataStore })).toMatchObject({
      Status: 'PENDING_DELETION',
    });
    expect(await sandbox.send('RestoreEventDataStore', { EventDataStore })).toMatchObject({
      Status: 'ENABLED',
    });
    await sandbox.send('DeleteEventDataStore', { EventDataStore });
    await sandbox.advance(7 * 86_400_000);
    expect(await code('GetEventDataStore', { EventDataStore })).toBe('EventDataStoreNotFoundException');
    expect(await listed()).toEqual([]);
  });

  it('has tags', async () => {
    const ResourceId = await made({ TagsList: [{ Key: 'owner', Value: 'security' }] });
    await sandbox.send('AddTags', { ResourceId, TagsList: [{ Key: 'purpose', Value: 'audit' }] });
    await sandbox.send('RemoveTags', { ResourceId, TagsList: [{ Key: 'owner' }] });
    expect(await sandbox.send('ListTags', { ResourceIdList: [ResourceId] })).toEqual({
      ResourceTagList: [{ ResourceId, TagsList: [{ Key: 'purpose', Value: 'audit' }] }],
    });
  });

  it.each([['store'], ['arn:aws:cloudtrail:us-east-1:111111111111:trail/store']])(
    'is not found by %s',
    async (EventDataStore) => {
      expect(await code('GetEventDataStore', { EventDataStore })).toBe('EventDataStoreARNInvalidException');
    },
  );
});

describe('an event data store of the organization', () => {
  it('belongs to the management account and is seen by members, who do not change it', async () => {
    const EventDataStore = await made({ OrganizationEnabled: true });
    expect(EventDataStore).toContain(`:${Management}:eventdatastore/`);
    expect(await listed({ accountId: Member })).toHaveLength(1);
    expect(await code('UpdateEventDataStore', { EventDataStore }, { accountId: Member })).toBe(
      'NotOrganizationMasterAccountException',
    );
  });

  it('is made by no member, and not without trusted access', async () => {
    const store = { Name: 'store', OrganizationEnabled: true };
    expect(await code('CreateEventDataStore', store, { accountId: Member })).toBe(
      'NotOrganizationMasterAccountException',
    );
    sandbox.trustedAccess.delete(CloudTrailPrincipal);
    expect(await code('CreateEventDataStore', store)).toBe('CloudTrailAccessNotEnabledException');
  });
});

describe('the event configuration of a trail', () => {
  const TrailName = 'first';
  const AggregationConfigurations = [{ EventCategory: 'Data', Templates: ['API_ACTIVITY'] }];

  it('is empty until summaries are set, and replaced then', async () => {
    await sandbox.send('CreateTrail', { Name: TrailName, S3BucketName: 'trail-bucket' });
    expect(await sandbox.send('GetEventConfiguration', { TrailName })).toMatchObject({
      AggregationConfigurations: [],
    });
    await sandbox.send('PutEventConfiguration', { TrailName, AggregationConfigurations });
    expect(await sandbox.send('GetEventConfiguration', { TrailName })).toMatchObject({
      AggregationConfigurations,
    });
  });

  it.each<[string, object]>([
    ['management events', { EventCategory: 'Management', Templates: ['API_ACTIVITY'] }],
    ['an unknown template', { EventCategory: 'Data', Templates: ['EVERYTHING'] }],
    ['no template', { EventCategory: 'Data', Templates: [] }],
  ])('refuses %s', async (_case, aggregation) => {
    await sandbox.send('CreateTrail', { Name: TrailName, S3BucketName: 'trail-bucket' });
    const input = { TrailName, AggregationConfigurations: [aggregation] };
    expect(await code('PutEventConfiguration', input)).toBe('InvalidParameterException');
  });
});
