import { type ControlFindingGenerator, SecurityHub } from '@aws-sdk/client-securityhub';
import type { AccountArgs, AccountState } from '@pulumi/aws/securityhub/account.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isGone, unlessGone } from './errors.ts';

const ENABLE = 'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableSecurityHub.html';

/** Security Hub CSPM in one account and region. Id and import id: the account's id. */
export const account = defineResource<AccountArgs, AccountState>({
  token: 'aws:securityhub/account:Account',
  properties: {
    autoEnableControls: { default: true },
    controlFindingGenerator: { computed: true },
    enableDefaultStandards: { default: true, replaces: ENABLE, writeOnly: true },
    region: { computed: true, replaces: ENABLE },
  },
  computed: { arn: true },
  async create(inputs, context) {
    await context
      .client(SecurityHub)
      .enableSecurityHub({ EnableDefaultStandards: inputs.enableDefaultStandards ?? true });
    context.created(context.accountId);
    await configure(inputs, context);
    return context.accountId;
  },
  async read(_id, context) {
    const found = await unlessGone(context.client(SecurityHub).describeHub({}));
    return (
      found && {
        arn: found.HubArn,
        autoEnableControls: found.AutoEnableControls,
        controlFindingGenerator: found.ControlFindingGenerator,
      }
    );
  },
  update: (_id, inputs, context) => configure(inputs, context),
  async delete(_id, context) {
    try {
      await context.client(SecurityHub).disableSecurityHub({});
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});

async function configure(inputs: Inputs<AccountArgs>, context: ResourceContext): Promise<void> {
  await context.client(SecurityHub).updateSecurityHubConfiguration({
    AutoEnableControls: inputs.autoEnableControls ?? true,
    ...(inputs.controlFindingGenerator
      ? { ControlFindingGenerator: inputs.controlFindingGenerator as ControlFindingGenerator }
      : {}),
  });
}
