import { ConfigService, type MaximumExecutionFrequency } from '@aws-sdk/client-config-service';
import type {
  OrganizationManagedRuleArgs,
  OrganizationManagedRuleState,
} from '@pulumi/aws/cfg/organizationManagedRule.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { deployed, isFreshOrganization } from './deployed.ts';

const PUT = 'https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConfigRule.html';
const GONE = 'NoSuchOrganizationConfigRuleException';

/** A managed rule in all accounts of the organization. Id and import id: its name. */
export const organizationManagedRule = defineResource<
  OrganizationManagedRuleArgs,
  OrganizationManagedRuleState
>({
  token: 'aws:cfg/organizationManagedRule:OrganizationManagedRule',
  properties: {
    description: {},
    excludedAccounts: { unordered: true },
    inputParameters: { json: 'document' },
    maximumExecutionFrequency: {},
    name: { replaces: PUT, autoname: { maxLength: 64 } },
    region: { computed: true, replaces: PUT },
    resourceIdScope: {},
    resourceTypesScopes: { unordered: true },
    ruleIdentifier: { required: true },
    tagKeyScope: {},
    tagValueScope: {},
  },
  computed: { arn: true },
  async create(inputs, context) {
    const name = inputs.name as string;
    await put(name, inputs, context);
    context.created(name);
    await reached(name, context);
    return name;
  },
  async read(id, context) {
    const found = await orMissing(
      context.client(ConfigService).describeOrganizationConfigRules({ OrganizationConfigRuleNames: [id] }),
      GONE,
    );
    const [rule] = found?.OrganizationConfigRules ?? [];
    const metadata = rule?.OrganizationManagedRuleMetadata;
    if (rule === undefined || metadata === undefined) return undefined;
    return {
      arn: rule.OrganizationConfigRuleArn,
      description: metadata.Description,
      excludedAccounts: rule.ExcludedAccounts ?? [],
      inputParameters: metadata.InputParameters,
      maximumExecutionFrequency: metadata.MaximumExecutionFrequency,
      name: id,
      resourceIdScope: metadata.ResourceIdScope,
      resourceTypesScopes: metadata.ResourceTypesScope ?? [],
      ruleIdentifier: metadata.RuleIdentifier,
      tagKeyScope: metadata.TagKeyScope,
      tagValueScope: metadata.TagValueScope,
    };
  },
  async update(id, inputs, context) {
    await put(id, inputs, context);
    await reached(id, context);
  },
  async delete(id, context) {
    await orMissing(
      context.client(ConfigService).deleteOrganizationConfigRule({ OrganizationConfigRuleName: id }),
      GONE,
    );
  },
});

async function put(
  name: string,
  inputs: Inputs<OrganizationManagedRuleArgs>,
  context: ResourceContext,
): Promise<void> {
  const frequency = inputs.maximumExecutionFrequency as MaximumExecutionFrequency | undefined;
  await context.retry(
    () =>
      context.client(ConfigService).putOrganizationConfigRule({
        OrganizationConfigRuleName: name,
        OrganizationManagedRuleMetadata: {
          RuleIdentifier: inputs.ruleIdentifier,
          ...(inputs.description ? { Description: inputs.description } : {}),
          ...(inputs.inputParameters ? { InputParameters: inputs.inputParameters } : {}),
          ...(frequency ? { MaximumExecutionFrequency: frequency } : {}),
          ...(inputs.resourceIdScope ? { ResourceIdScope: inputs.resourceIdScope } : {}),
          ...(inputs.resourceTypesScopes?.length ? { ResourceTypesScope: inputs.resourceTypesScopes } : {}),
          ...(inputs.tagKeyScope ? { TagKeyScope: inputs.tagKeyScope } : {}),
          ...(inputs.tagValueScope ? { TagValueScope: inputs.tagValueScope } : {}),
        },
        ...(inputs.excludedAccounts?.length ? { ExcludedAccounts: inputs.excludedAccounts } : {}),
      }),
    isFreshOrganization,
    20_000,
  );
}

async function reached(name: string, context: ResourceContext): Promise<void> {
  await deployed(
    `The rule ${name}`,
    async () => {
      const { OrganizationConfigRuleStatuses: statuses = [] } = await context
        .client(ConfigService)
        .describeOrganizationConfigRuleStatuses({ OrganizationConfigRuleNames: [name] });
      return { status: statuses[0]?.OrganizationRuleStatus, reason: statuses[0]?.ErrorMessage };
    },
    context,
  );
}
