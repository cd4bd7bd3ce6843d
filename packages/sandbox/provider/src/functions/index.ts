import type { AnyFunction } from '../core/function.ts';
import { getAlias } from './get-alias.ts';
import { getBucket } from './get-bucket.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getDetector } from './get-detector.ts';
import { getKey } from './get-key.ts';
import { getOrganization } from './get-organization.ts';
import { getOrganizationalUnits } from './get-organizational-units.ts';
import { getPartition } from './get-partition.ts';
import { getPolicyDocument } from './get-policy-document.ts';
import { getRegion } from './get-region.ts';
import { getRegions } from './get-regions.ts';

/** Every data function that the sandbox serves. */
export const functions: readonly AnyFunction[] = [
  getAlias,
  getBucket,
  getCallerIdentity,
  getDetector,
  getKey,
  getOrganization,
  getOrganizationalUnits,
  getPartition,
  getPolicyDocument,
  getRegion,
  getRegions,
];
