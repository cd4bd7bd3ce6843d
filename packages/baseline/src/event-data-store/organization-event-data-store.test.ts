import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import {
  OrganizationEventDataStore,
  type OrganizationEventDataStoreArgs,
} from './organization-event-data-store.ts';

const recorded = (different: Partial<OrganizationEventDataStoreArgs> = {}) =>
  recordProgram(
    () =>
      new OrganizationEventDataStore('lake', {
        namePrefix: 'acme',
        region: 'us-east-1',
        accountId: '111111111111',
        isLakeCustomer: true,
        ...different,
      }),
  );

describe('OrganizationEventDataStore', () => {
  it('keeps the management events of all accounts and Regions, encrypted and protected', async () => {
    const recording = await recorded({ tags: { Team: 'blue' } });
    const { inputs, protect } = recording.find('aws:cloudtrail/eventDataStore:EventDataStore');
    const { advancedEventSelectors, ...settings } = inputs;
    expect(settings).toEqual({
      region: 'us-east-1',
      name: 'acme-organization',
      kmsKeyId: 'arn-of-lake',
      billingMode: 'EXTENDABLE_RETENTION_PRICING',
      organizationEnabled: true,
      multiRegionEnabled: true,
      terminationProtectionEnabled: true,
      retentionPeriod: 366,
      tags: { Team: 'blue' },
    });
    expect(JSON.stringify(advancedEventSelectors)).toContain('Management');
    expect([protect, recording.find('aws:kms/key:Key').protect]).toEqual([true, true]);
  });

  it('lets CloudTrail use the key for stores of the account alone', async () => {
    const { inputsOf } = await recorded();
    const { Statement } = JSON.parse(String(inputsOf('aws:kms/key:Key').policy));
    expect(Statement.at(-1)).toMatchObject({
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111111111111' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111111111111:eventdatastore/*' },
      },
    });
  });

  it.each<[Partial<OrganizationEventDataStoreArgs>, string]>([
    [{ isLakeCustomer: false }, 'CloudTrail Lake takes no new customers since 31 May 2026'],
    [{ retentionDays: 6 }, 'retentionDays is 6; CloudTrail Lake takes 7 to 3653'],
    [{ retentionDays: 3654 }, 'retentionDays is 3654; CloudTrail Lake takes 7 to 3653'],
  ])('refuses %o', async (different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });
});
