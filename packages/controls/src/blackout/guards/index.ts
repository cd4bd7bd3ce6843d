import { accessPolicy } from './access-policy.ts';
import { administratorDetector } from './administrator-detector.ts';
import { alarm } from './alarm.ts';
import { bucket } from './bucket.ts';
import { controlPolicy } from './control-policy.ts';
import { detectionOrganization } from './detection-organization.ts';
import { eventRule } from './event-rule.ts';
import { grant } from './grant.ts';
import type { Guard } from './guard.ts';
import { key } from './key.ts';
import { logGroup } from './log-group.ts';
import { organization } from './organization.ts';
import { serviceRole } from './service-role.ts';
import { topic } from './topic.ts';
import { trail } from './trail.ts';

/** The guards, by the kind of thing that they guard. */
export const guards: Readonly<Record<string, Guard>> = {
  trail,
  bucket,
  key,
  'log group': logGroup,
  topic,
  alarm,
  'event rule': eventRule,
  organization,
  grant,
  'access policy': accessPolicy,
  'role policy': serviceRole,
  'control policy': controlPolicy,
  'GuardDuty of the organization': detectionOrganization,
  'GuardDuty of the administrator': administratorDetector,
};
