import { ConfigService } from '@aws-sdk/client-config-service';
import type {
  ConfigurationAggregatorArgs,
  ConfigurationAggregatorState,
} from '@pulumi/aws/cfg/configurationAggregator.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';

interface AggregatedRegions {
  readonly AllAwsRegions?: boolean | undefined;
  readonly AwsRegions?: string[] | undefined;
}

const PUT = 'https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html';
const GONE = 'NoSuchConfigurationAggregatorException';

/** What AWS Config gathers of many accounts. Id and import id: its name. */
export const configurationAggregator = defineResource<
  ConfigurationAggregatorArgs,
  ConfigurationAggregatorState
>({
  token: 'aws:cfg/configurationAggregator:ConfigurationAggregator',
  properties: {
    accountAggregationSource: {},
    name: { replaces: PUT, autoname: { maxLength: 256 } },
    organizationAggregationSource: {},
    region: { computed: true, replaces: PUT },
    tags: {},
  },
  computed: { arn: true },
  validate: ({ accountAggregationSource: accounts, organizationAggregationSource: organization }) =>
    (accounts === undefined) === (organization === undefined)
      ? {
          property: 'organizationAggregationSource',
          reason: 'either it or accountAggregationSource has to be given',
        }
      : undefined,
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.name as string;
  },
  async read(id, context) {
    const config = context.client(ConfigService);
    const found = await orMissing(
      config.describeConfigurationAggregators({ ConfigurationAggregatorNames: [id] }),
      GONE,
    );
    const [one] = found?.ConfigurationAggregators ?? [];
    if (one === undefined) return undefined;
    const [accounts] = one.AccountAggregationSources ?? [];
    const organization = one.OrganizationAggregationSource;
    const arn = one.ConfigurationAggregatorArn ?? '';
    const { Tags = [] } = await config.listTagsForResource({ ResourceArn: arn });
    return {
      accountAggregationSource: accounts && {
        accountIds: accounts.AccountIds ?? [],
        ...regionsOf(accounts),
      },
      arn,
      name: id,
      organizationAggregationSource: organization && {
        ...regionsOf(organization),
        roleArn: organization.RoleArn ?? '',
      },
      tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    };
  },
  async update(id, inputs, context) {
    await put({ ...inputs, name: id }, context);
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    const config = context.client(ConfigService);
    const { ConfigurationAggregators = [] } = await config.describeConfigurationAggregators({
      ConfigurationAggregatorNames: [id],
    });
    const ResourceArn = ConfigurationAggregators[0]?.ConfigurationAggregatorArn;
    const Tags = Object.entries(set).map(([Key, Value]) => ({ Key, Value }));
    if (Tags.length > 0) await config.tagResource({ ResourceArn, Tags });
    if (removed.length > 0) await config.untagResource({ ResourceArn, TagKeys: removed });
  },
  async delete(id, context) {
    await orMissing(
      context.client(ConfigService).deleteConfigurationAggregator({ ConfigurationAggregatorName: id }),
      GONE,
    );
  },
});

const regionsOf = ({ AllAwsRegions, AwsRegions }: AggregatedRegions) =>
  AllAwsRegions ? { allRegions: true } : { regions: AwsRegions ?? [] };

async function put(inputs: Inputs<ConfigurationAggregatorArgs>, context: ResourceContext): Promise<void> {
  const { accountAggregationSource: accounts, organizationAggregationSource: organization, tags } = inputs;
  await context.retry(
    () =>
      context.client(ConfigService).putConfigurationAggregator({
        ConfigurationAggregatorName: inputs.name,
        ...(accounts
          ? {
              AccountAggregationSources: [
                {
                  AccountIds: accounts.accountIds,
                  ...(accounts.allRegions ? { AllAwsRegions: true } : { AwsRegions: accounts.regions }),
                },
              ],
            }
          : {}),
        ...(organization
          ? {
              OrganizationAggregationSource: {
                RoleArn: organization.roleArn,
                ...(organization.allRegions ? { AllAwsRegions: true } : { AwsRegions: organization.regions }),
              },
            }
          : {}),
        ...(tags && Object.keys(tags).length > 0
          ? { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }
          : {}),
      }),
    // The role, or the delegation, may be fresh.
    (error) => isError(error, ['InvalidRoleException', 'OrganizationAccessDeniedException']),
    20_000,
  );
}
