import { AccountClient, DisableRegionCommand, EnableRegionCommand } from '@aws-sdk/client-account';
import { expect, it } from 'vitest';
import { useOrganization } from '../../test/use-organization.ts';
import { readEnabledRegions } from './account.ts';

const used = useOrganization();

it('knows the regions that an account has enabled, opted-in ones among them', async () => {
  const { administrators, sandbox } = used.parts;
  const { security } = sandbox.accounts;
  const regions = () => readEnabledRegions(used.reader(), security, 'us-east-1');
  expect(await regions()).toEqual(['eu-west-1', 'us-east-1']);
  const account = await administrators.client(AccountClient, security);
  await account.send(new EnableRegionCommand({ RegionName: 'ap-east-1' }));
  await sandbox.clock.advance(60_000);
  expect(await regions()).toEqual(['ap-east-1', 'eu-west-1', 'us-east-1']);
  await account.send(new DisableRegionCommand({ RegionName: 'ap-east-1' }));
  await sandbox.clock.advance(60_000);
  expect(await regions()).toEqual(['eu-west-1', 'us-east-1']);
});
