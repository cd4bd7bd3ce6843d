import * as pulumi from '@pulumi/pulumi';
import {
  detectionNames,
  FindingsExport,
  MemberFeatures,
  type RegionalDetector,
  SuppressionFilters,
  ThreatLists,
} from '@trailguard/baseline';
import { deployRoleArns } from '../log-archive/deploy-role.ts';
import { keyArnOfAlias } from '../lookup.ts';
import {
  detectionTags,
  memberFeaturesOf,
  organizationFeatures,
  reviewedFaults,
  suppressionFiltersOf,
  threatListsOf,
} from '../settings/detection.ts';
import { ConfigNamespace, type OrganizationStackSettings } from '../settings/settings.ts';

/**
 * What the administrator's detectors do beyond watching: export, lists, filters, and features of single members.
 * @throws one error with all faults of lists and filters, those that have expired among them.
 */
export async function tuneDetection(
  settings: OrganizationStackSettings,
  detectors: RegionalDetector[],
): Promise<Record<string, unknown>> {
  const faults = reviewedFaults(settings).map((text) => `${ConfigNamespace}:${text}`);
  if (faults.length > 0) throw new pulumi.RunError(`Threat detection has faults:\n- ${faults.join('\n- ')}`);
  const { homeRegion, securityAccountId } = settings;
  const names = detectionNames(settings);
  const tags = detectionTags(settings);

  const lists = threatListsOf(settings);
  if (lists !== undefined) {
    new ThreatLists('threat-lists', {
      detectors,
      lists,
      bucketName: names.threatListBucketName,
      region: homeRegion,
      deployRoleArns: deployRoleArns(settings, securityAccountId),
      tags,
    });
  }
  const filters = suppressionFiltersOf(settings);
  if (filters.length > 0) new SuppressionFilters('suppression', { detectors, filters, tags });

  const memberFeatures = memberFeaturesOf(settings);
  const { features, manageAgents } = organizationFeatures(settings);
  const members =
    memberFeatures.length > 0
      ? new MemberFeatures('members', {
          detectors,
          memberFeatures,
          manageAgents,
          ...(features === undefined ? {} : { organizationFeatures: features }),
        })
      : undefined;
  return {
    ...(members ? { memberFeaturesNotApplicable: members.notApplicable } : {}),
    ...(settings.findingsExport ? await exportFindings(settings, detectors, tags) : {}),
  };
}

async function exportFindings(
  settings: OrganizationStackSettings,
  detectors: RegionalDetector[],
  tags: Record<string, string>,
): Promise<Record<string, unknown>> {
  const { homeRegion } = settings;
  const names = detectionNames(settings);
  const exported = new FindingsExport('findings', {
    detectors,
    bucketArn: names.findingsBucketArn,
    bucketRegion: homeRegion,
    kmsKeyArn: await keyArnOfAlias(names.findingsKeyAliasArn, homeRegion),
    tags,
  });
  return { findingsNotExported: exported.notExported };
}
