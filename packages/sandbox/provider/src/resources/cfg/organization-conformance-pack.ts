import { ConfigService } from '@aws-sdk/client-config-service';
import type {
  OrganizationConformancePackArgs,
  OrganizationConformancePackState,
} from '@pulumi/aws/cfg/organizationConformancePack.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { deployed, isFreshOrganization } from './deployed.ts';

const PUT = 'https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html';
const GONE = 'NoSuchOrganizationConformancePackException';

/** Many rules in all accounts of the organization. Id and import id: its name. AWS never answers the template. */
export const organizationConformancePack = defineResource<
  OrganizationConformancePackArgs,
  OrganizationConformancePackState
>({
  token: 'aws:cfg/organizationConformancePack:OrganizationConformancePack',
  properties: {
    deliveryS3Bucket: {},
    deliveryS3KeyPrefix: {},
    excludedAccounts: { unordered: true },
    inputParameters: {},
    name: { replaces: PUT, autoname: { maxLength: 51 } },
    region: { computed: true, replaces: PUT },
    templateBody: { writeOnly: true },
    templateS3Uri: { writeOnly: true },
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
      context
        .client(ConfigService)
        .describeOrganizationConformancePacks({ OrganizationConformancePackNames: [id] }),
      GONE,
    );
    const [pack] = found?.OrganizationConformancePacks ?? [];
    return (
      pack && {
        arn: pack.OrganizationConformancePackArn,
        deliveryS3Bucket: pack.DeliveryS3Bucket,
        deliveryS3KeyPrefix: pack.DeliveryS3KeyPrefix,
        excludedAccounts: pack.ExcludedAccounts ?? [],
        inputParameters: (pack.ConformancePackInputParameters ?? []).map(
          ({ ParameterName: parameterName = '', ParameterValue: parameterValue = '' }) => ({
            parameterName,
            parameterValue,
          }),
        ),
        name: id,
      }
    );
  },
  async update(id, inputs, context) {
    await put(id, inputs, context);
    await reached(id, context);
  },
  async delete(id, context) {
    await orMissing(
      context
        .client(ConfigService)
        .deleteOrganizationConformancePack({ OrganizationConformancePackName: id }),
      GONE,
    );
  },
});

async function put(
  name: string,
  inputs: Inputs<OrganizationConformancePackArgs>,
  context: ResourceContext,
): Promise<void> {
  await context.retry(
    () =>
      context.client(ConfigService).putOrganizationConformancePack({
        OrganizationConformancePackName: name,
        ...(inputs.templateBody ? { TemplateBody: inputs.templateBody } : {}),
        ...(inputs.templateS3Uri ? { TemplateS3Uri: inputs.templateS3Uri } : {}),
        ...(inputs.deliveryS3Bucket ? { DeliveryS3Bucket: inputs.deliveryS3Bucket } : {}),
        ...(inputs.deliveryS3KeyPrefix ? { DeliveryS3KeyPrefix: inputs.deliveryS3KeyPrefix } : {}),
        ...(inputs.excludedAccounts?.length ? { ExcludedAccounts: inputs.excludedAccounts } : {}),
        ConformancePackInputParameters: (inputs.inputParameters ?? []).map(
          ({ parameterName, parameterValue }) => ({
            ParameterName: parameterName,
            ParameterValue: parameterValue,
          }),
        ),
      }),
    isFreshOrganization,
    20_000,
  );
}

async function reached(name: string, context: ResourceContext): Promise<void> {
  await deployed(
    `The conformance pack ${name}`,
    async () => {
      const { OrganizationConformancePackStatuses: statuses = [] } = await context
        .client(ConfigService)
        .describeOrganizationConformancePackStatuses({ OrganizationConformancePackNames: [name] });
      return { status: statuses[0]?.Status, reason: statuses[0]?.ErrorMessage };
    },
    context,
  );
}
