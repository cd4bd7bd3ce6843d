import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
} from '@aws-sdk/client-config-service';
import {
  DescribeHubCommand,
  paginateListConfigurationPolicies,
  paginateListFindingAggregators,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { clientOptions, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';

/** What Security Hub says where it is off, and of policies where it is configured locally. */
const off = ['InvalidAccessException', 'ResourceNotFoundException'];

/** Security Hub is on once an account and region. */
export async function findHub(_inputs: Inputs, scope: LookupScope): Promise<string | null> {
  return asking(scope, async (hub) => {
    await hub.send(new DescribeHubCommand({}));
    return scope.accountId;
  });
}

/** An account has one aggregator. */
export function findFindingAggregator(_inputs: Inputs, scope: LookupScope): Promise<string | null> {
  return asking(scope, async (client) => {
    for await (const { FindingAggregators = [] } of paginateListFindingAggregators({ client }, {})) {
      const arn = FindingAggregators[0]?.FindingAggregatorArn;
      if (arn !== undefined) return arn;
    }
    return null;
  });
}

/** Two policies have no one name. */
export function findConfigurationPolicy(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  return asking(scope, async (client) => {
    for await (const page of paginateListConfigurationPolicies({ client }, {})) {
      const found = page.ConfigurationPolicySummaries?.find(({ Name }) => Name === textOf(inputs, 'name'));
      if (found?.Id !== undefined) return found.Id;
    }
    return null;
  });
}

async function asking(
  scope: LookupScope,
  question: (client: SecurityHubClient) => Promise<string | null>,
): Promise<string | null> {
  const client = new SecurityHubClient(clientOptions(scope));
  try {
    return await question(client);
  } catch (error) {
    if (off.includes((error as Error).name)) return null;
    throw error;
  } finally {
    client.destroy();
  }
}

/** A recorder of the customer's, and a delivery channel, of which a region has one each; those of AWS's services are left out. */
export interface ConfigNamesInUse {
  readonly recorder: string | undefined;
  readonly channel: string | undefined;
}

/** What AWS Config has in the scope's account and region. */
export async function configNamesInUse(scope: LookupScope): Promise<ConfigNamesInUse> {
  const config = new ConfigServiceClient(clientOptions(scope));
  try {
    const [{ ConfigurationRecorders = [] }, { DeliveryChannels = [] }] = await Promise.all([
      config.send(new DescribeConfigurationRecordersCommand({})),
      config.send(new DescribeDeliveryChannelsCommand({})),
    ]);
    return {
      recorder: ConfigurationRecorders.find(({ servicePrincipal }) => !servicePrincipal)?.name,
      channel: DeliveryChannels[0]?.name,
    };
  } finally {
    config.destroy();
  }
}
