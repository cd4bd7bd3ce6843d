import { beforeEach, describe, expect, it } from 'vitest';
import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { Management, Member, MemorySandbox, Security } from '../test/memory-sandbox.ts';
import { RulesPrincipal } from './organization.ts';
import { configService } from './service.ts';

const roleARN = (accountId: string) =>
  `arn:aws:iam::${accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;

let sandbox: MemorySandbox;
/** Accounts with a recorder. */
let recorded: Set<string>;
/** Operations that reached moto. */
let forwarded: string[];

beforeEach(() => {
  recorded = new Set([Management, Security, Member]);
  forwarded = [];
  const moto = {
    forward: async ({ operation }: Call) => {
      forwarded.push(operation);
      return {};
    },
    call: async (accountId: string) => ({
      ConfigurationRecorders: recorded.has(accountId) ? [{ name: 'default' }] : [],
    }),
  };
  sandbox = new MemorySandbox(configService(moto as unknown as MotoCalls));
});

describe('a recorder', () => {
  it('needs its role', async () => {
    const put = () =>
      sandbox.send('PutConfigurationRecorder', {
        ConfigurationRecorder: { name: 'default', roleARN: roleARN(Management) },
      });
    await expect(put()).rejects.toMatchObject({ code: 'InvalidRoleException' });
    sandbox.roles.add(`arn:aws:iam::${Management}:role/AWSServiceRoleForConfig`);
    await put();
    expect(forwarded).toEqual(['PutConfigurationRecorder']);
  });
});

describe('a delivery channel', () => {
  const put = (different: object = {}) =>
    sandbox.send('PutDeliveryChannel', {
      DeliveryChannel: { name: 'default', s3BucketName: 'trail-bucket', ...different },
    });

  it('is taken where AWS Config may look and write', async () => {
    await put();
    expect(forwarded).toEqual(['PutDeliveryChannel']);
  });

  it.each(['GetBucketAcl', 'ListObjectsV2', 'PutObject'])('is refused without %s', async (operation) => {
    sandbox.refuse = (asked) => asked.operation === operation;
    await expect(put()).rejects.toMatchObject({ code: 'InsufficientDeliveryPolicyException' });
    expect(forwarded).toEqual([]);
  });

  it('is asked for as the service, for the account and into its folder', async () => {
    const keys: unknown[] = [];
    sandbox.refuse = ({ caller, operation, input }) => {
      if (operation === 'PutObject') keys.push([caller.servicePrincipal, caller.sourceArn, input.Key]);
      return false;
    };
    await put({ s3KeyPrefix: 'all' });
    expect(keys).toEqual([
      [
        'config.amazonaws.com',
        `arn:aws:config:us-east-1:${Management}:configuration-recorder/default`,
        `all/AWSLogs/${Management}/Config/ConfigWritabilityCheckFile`,
      ],
    ]);
  });

  it('is refused by a bucket that locks its files by default, and by one that is not there', async () => {
    await expect(put({ s3BucketName: 'none' })).rejects.toMatchObject({ code: 'NoSuchBucketException' });
    sandbox.lockedBuckets.add('trail-bucket');
    await expect(put()).rejects.toThrow('default retention');
  });

  it('is refused without its key', async () => {
    const s3KmsKeyArn = `arn:aws:kms:us-east-1:${Management}:key/1`;
    sandbox.refuse = ({ service }) => service === 'kms';
    await expect(put({ s3KmsKeyArn })).rejects.toThrow('kms:GenerateDataKey');
  });
});

describe.each([
  ['rule', 'OrganizationConfigRule', { OrganizationManagedRuleMetadata: { RuleIdentifier: 'X' } }],
  ['conformance pack', 'OrganizationConformancePack', { TemplateBody: '{}' }],
])('a %s of the organization', (_what, thing, body) => {
  const name = { [`${thing}Name`]: 'all' };
  const put = (different: object = {}, accountId = Security) =>
    sandbox.send(`Put${thing}`, { ...name, ...body, ...different }, { accountId });
  const statuses = async () => {
    const answer = await sandbox.send(`Describe${thing}Statuses`, {}, { accountId: Security });
    const [list] = Object.values(answer) as { OrganizationRuleStatus?: string; Status?: string }[][];
    return list?.map(({ OrganizationRuleStatus, Status }) => OrganizationRuleStatus ?? Status);
  };

  beforeEach(() => {
    sandbox.trustedAccess.add(RulesPrincipal);
    sandbox.delegated.add(`${Security}/${RulesPrincipal}`);
  });

  it('needs trusted access and an administrator', async () => {
    await expect(put({}, Member)).rejects.toMatchObject({ code: 'OrganizationAccessDeniedException' });
    sandbox.trustedAccess.clear();
    await expect(put()).rejects.toMatchObject({ code: 'OrganizationAccessDeniedException' });
  });

  it('reaches all accounts that have a recorder, and fails where one has none and is not left out', async () => {
    await put();
    expect(await statuses()).toEqual(['CREATE_SUCCESSFUL']);
    recorded.delete(Member);
    await put();
    expect(await statuses()).toEqual(['CREATE_FAILED']);
    await put({ ExcludedAccounts: [Member] });
    expect(await statuses()).toEqual(['CREATE_SUCCESSFUL']);
  });

  it('goes when it is deleted', async () => {
    await put();
    const remove = () => sandbox.send(`Delete${thing}`, name, { accountId: Security });
    await remove();
    expect(await statuses()).toEqual([]);
    await expect(remove()).rejects.toThrow('does not exist');
  });
});
