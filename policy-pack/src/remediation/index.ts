import { detectionRemediations } from './detection.ts';
import { logBucketRemediations } from './log-bucket.ts';
import { monitoringRemediations } from './monitoring.ts';
import type { Remediation } from './remediation.ts';
import { tagRemediations } from './tags.ts';
import { trailRemediations } from './trail.ts';

export { apply, type Remediation, type RemediationSettings, settingsOf } from './remediation.ts';

/** Remediations by control id. They run only at the level `remediate`, which somebody sets. */
export const remediations: Readonly<Record<string, Remediation>> = {
  ...trailRemediations,
  ...logBucketRemediations,
  ...detectionRemediations,
  ...monitoringRemediations,
  ...tagRemediations,
};
