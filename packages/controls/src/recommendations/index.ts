import type { Guide } from './guide.ts';
import { cloudtrailOverview } from './cloudtrail-overview.ts';
import { practicesForTrailAndDetection } from './practices-for-trail-and-detection.ts';
import { securityPracticesOfCloudtrail } from './security-practices-of-cloudtrail.ts';
import { setupAndProtection } from './setup-and-protection.ts';
import { trailRules } from './trail-rules.ts';

export type { Guide, Recommendation } from './guide.ts';

/** The guides that the product implements, and their 108 recommendations. */
export const guides: readonly Guide[] = [
  practicesForTrailAndDetection,
  securityPracticesOfCloudtrail,
  setupAndProtection,
  trailRules,
  cloudtrailOverview,
];
