import { paginateListServiceQuotas, ServiceQuotas } from '@aws-sdk/client-service-quotas';
import type {
  GetServiceQuotaArgs,
  GetServiceQuotaResult,
} from '@pulumi/aws/servicequotas/getServiceQuota.js';
import { defineFunction } from '../core/function.ts';

/** A quota of a service by code or name. */
export const getServiceQuota = defineFunction<GetServiceQuotaArgs, GetServiceQuotaResult>({
  token: 'aws:servicequotas/getServiceQuota:getServiceQuota',
  args: { quotaCode: true, quotaName: true, region: true, serviceCode: true },
  async invoke({ quotaCode, quotaName, serviceCode }, context) {
    const client = context.client(ServiceQuotas);
    const pages = paginateListServiceQuotas({ client }, { ServiceCode: serviceCode });
    for await (const page of pages) {
      const found = page.Quotas?.find((quota) =>
        quotaCode === undefined ? quota.QuotaName === quotaName : quota.QuotaCode === quotaCode,
      );
      if (!found) continue;
      const { Quota: byDefault } = await client.getAWSDefaultServiceQuota({
        ServiceCode: serviceCode,
        QuotaCode: found.QuotaCode,
      });
      return {
        adjustable: found.Adjustable ?? false,
        arn: found.QuotaArn ?? '',
        defaultValue: byDefault?.Value ?? 0,
        globalQuota: found.GlobalQuota ?? false,
        id: found.QuotaArn ?? '',
        quotaCode: found.QuotaCode ?? '',
        quotaName: found.QuotaName ?? '',
        region: context.region,
        serviceCode,
        serviceName: found.ServiceName ?? '',
        usageMetrics: [],
        value: found.Value ?? 0,
      };
    }
    throw new Error(`${serviceCode} has no quota "${quotaCode ?? quotaName}" in ${context.region}`);
  },
});
