import {
  CloudTrailClient,
  CreateEventDataStoreCommand,
  DeleteEventDataStoreCommand,
  UpdateEventDataStoreCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useOrganization } from '../../test/use-organization.ts';
import { readEventDataStores } from './event-data-stores.ts';

const used = useOrganization();
let arn: string;

const management = () =>
  used.parts.administrators.client(CloudTrailClient, used.parts.audited.managementAccountId);

beforeAll(async () => {
  const { EventDataStoreArn } = await (await management()).send(
    new CreateEventDataStoreCommand({
      Name: 'organization',
      OrganizationEnabled: true,
      MultiRegionEnabled: true,
      RetentionPeriod: 400,
      TagsList: [{ Key: 'owner', Value: 'security' }],
    }),
  );
  arn = EventDataStoreArn ?? '';
});

afterAll(async () => {
  const cloudtrail = await management();
  await cloudtrail.send(
    new UpdateEventDataStoreCommand({ EventDataStore: arn, TerminationProtectionEnabled: false }),
  );
  await cloudtrail.send(new DeleteEventDataStoreCommand({ EventDataStore: arn }));
});

describe('event data stores', () => {
  it('are read at their owner with all that controls judge', async () => {
    const { audited, regions } = used.parts;
    expect(await readEventDataStores(used.reader(), audited.managementAccountId, regions)).toEqual({
      items: [
        {
          name: 'organization',
          arn,
          accountId: audited.managementAccountId,
          region: 'us-east-1',
          status: 'ENABLED',
          kmsKeyId: null,
          isMultiRegion: true,
          isOrganization: true,
          isProtected: true,
          retentionDays: 400,
          selectors: [
            {
              name: 'Default management events',
              fields: [{ field: 'eventCategory', equals: ['Management'] }],
            },
          ],
          tags: { owner: 'security' },
          observation: {
            arn,
            calls: expect.objectContaining({ kmsKeyId: 'cloudtrail:GetEventDataStore' }),
            at: expect.any(String),
          },
        },
      ],
      complete: true,
    });
  });

  it('of the organization are not read again at each member', async () => {
    const { audited, regions } = used.parts;
    const stores = await readEventDataStores(used.reader(), audited.logArchiveAccountId, regions);
    expect(stores).toEqual({ items: [], complete: true });
  });

  it('are judged', async () => {
    const { results } = await used.audit();
    const about = results.filter(({ subject }) => subject.id === arn);
    expect(Object.fromEntries(about.map((one) => [one.controlId, one.verdict.status]))).toEqual({
      'CT-25': 'fail',
      'CT-26': 'pass',
    });
  });

  it.each(['cloudtrail:ListEventDataStores', 'cloudtrail:GetEventDataStore'])(
    'are not known while %s is denied',
    async (action) => {
      const { results } = await used.audit({ narrowing: { deny: [action] } });
      const about = results.filter(({ controlId }) => controlId === 'CT-26');
      expect(about.map(({ verdict }) => verdict.status)).toContain('unknown');
      expect(about.map(({ verdict }) => verdict.status)).not.toContain('pass');
    },
  );
});
