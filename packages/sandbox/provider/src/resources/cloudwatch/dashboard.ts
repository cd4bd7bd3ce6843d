import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { DashboardArgs, DashboardState } from '@pulumi/aws/cloudwatch/dashboard.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html';
const MISSING = ['ResourceNotFound', 'DashboardNotFoundError'];

/** A dashboard. Id and import id: its name. */
export const dashboard = defineResource<DashboardArgs, DashboardState>({
  token: 'aws:cloudwatch/dashboard:Dashboard',
  properties: {
    dashboardBody: { required: true, json: 'document' },
    dashboardName: { required: true, replaces: PUT },
    region: { computed: true, replaces: PUT },
  },
  computed: { dashboardArn: true },
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.dashboardName;
  },
  async read(id, context) {
    const found = await orMissing(context.client(CloudWatch).getDashboard({ DashboardName: id }), ...MISSING);
    return (
      found && {
        dashboardArn: found.DashboardArn,
        dashboardBody: found.DashboardBody,
        dashboardName: found.DashboardName,
      }
    );
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(context.client(CloudWatch).deleteDashboards({ DashboardNames: [id] }), ...MISSING);
  },
});

/** What AWS says is wrong with a body that it took all the same fails, too. */
async function put(
  { dashboardName, dashboardBody }: Inputs<DashboardArgs>,
  context: ResourceContext,
): Promise<void> {
  const { DashboardValidationMessages = [] } = await context
    .client(CloudWatch)
    .putDashboard({ DashboardName: dashboardName, DashboardBody: dashboardBody });
  if (DashboardValidationMessages.length > 0) {
    throw new Error(
      DashboardValidationMessages.map(({ DataPath, Message }) => `${DataPath}: ${Message}`).join('; '),
    );
  }
}
