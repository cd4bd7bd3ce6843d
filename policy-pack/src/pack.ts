import { packName, policies } from './index.ts';
import { servePack } from './server/index.ts';

/** Pulumi loads this file and expects the pack to serve itself. */
servePack(packName, {
  displayName: 'TrailGuard',
  description: 'CloudTrail, log storage and GuardDuty of an AWS organization, by documented controls.',
  provider: 'aws',
  tags: ['aws', 'cloudtrail', 'guardduty', 's3'],
  enforcementLevel: 'advisory',
  policies: [...policies()],
});
