import type * as aws from '@pulumi/aws';
import {
  detectionNames,
  Guardrails,
  type OrganizationSettings,
  organizationNames,
  TrustedAccess,
} from '@trailguard/baseline';
import { type Part, region } from './accounts.ts';

/** Trusted access of what neither trail nor detectors bring along. */
export function declareTrust(provider: aws.Provider, omitted: readonly Part[]): TrustedAccess {
  const services = ['config', 'securityhub', 'access-analyzer'];
  if (!omitted.includes('trust-in-config')) services.push('config-multiaccountsetup');
  const servicePrincipals = services.map((service) => `${service}.amazonaws.com`);
  return new TrustedAccess('organization', { servicePrincipals }, { provider });
}

/** What members are denied, at the root. */
export function declareGuardrails(
  settings: OrganizationSettings,
  rootId: string,
  provider: aws.Provider,
): void {
  const names = organizationNames(settings);
  const detection = detectionNames(settings);
  new Guardrails(
    'organization',
    {
      namePrefix: settings.namePrefix,
      targetIds: [rootId],
      organizationId: settings.organizationId,
      homeRegion: region,
      logAccountIds: [settings.logArchiveAccountId],
      logBucketNames: [
        names.logBucketName,
        names.accessLogBucketName,
        detection.findingsBucketName,
        detection.findingsAccessLogBucketName,
      ],
      breakGlassRoleArns: [names.breakGlassRoleArn],
      allowedRegions: [region],
    },
    { provider },
  );
}
