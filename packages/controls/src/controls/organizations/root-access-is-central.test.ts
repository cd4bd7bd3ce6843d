import { describe, expect, it } from 'vitest';
import { anEstate, anOrganization } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Organization } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './root-access-is-central.ts';

describe(control.id, () => {
  it.each<[string, Organization['rootAccessFeatures'], string]>([
    ['credentials and sessions', ['RootCredentialsManagement', 'RootSessions'], 'pass'],
    ['credentials alone', ['RootCredentialsManagement'], 'fail'],
    ['nothing', [], 'fail'],
    ['what could not be read', unknownBecause('access-denied', 'AccessDenied'), 'unknown'],
  ])('%s -> %s', (_case, rootAccessFeatures, status) => {
    const organization = anOrganization({ rootAccessFeatures });
    expect(verdictOf(control, anEstate({ organization })).status).toBe(status);
  });

  it('does not apply to an account that stands alone', () => {
    expect(verdictOf(control, anEstate({ organization: null })).status).toBe('not_applicable');
  });
});
