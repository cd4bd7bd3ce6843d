import { describe, expect, it } from 'vitest';
import { anAccount, anAnalyzer, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { AccessAnalyzer } from '../../model/estate.ts';
import type { Collection } from '../../model/fact.ts';
import control from './access-analyzer.ts';

function judged(analyzers: readonly Partial<AccessAnalyzer>[] | Collection<AccessAnalyzer>) {
  const list = Array.isArray(analyzers)
    ? complete(analyzers.map(anAnalyzer))
    : (analyzers as Collection<AccessAnalyzer>);
  const accounts = complete([anAccount({ enabledRegions: ['us-east-1'] })]);
  return verdictOf(control, anEstate({ accounts, detectors: complete([]), analyzers: list }));
}
const found = (ownerAccountId: string | null) => [{ id: 'f', resource: 'arn:aws:s3:::logs', ownerAccountId }];

describe(control.id, () => {
  it.each<[string, Partial<AccessAnalyzer>[], string]>([
    ['of the organization', [{}], 'pass'],
    ['of the account', [{ type: 'ACCOUNT', accountId: names.member }], 'pass'],
    ['of another account', [{ type: 'ACCOUNT', accountId: names.security }], 'fail'],
    ['of unused access', [{ type: 'ORGANIZATION_UNUSED_ACCESS' }], 'fail'],
    ['of unused access beside one of outside access', [{ type: 'ORGANIZATION_UNUSED_ACCESS' }, {}], 'pass'],
    ['in another Region', [{ region: 'eu-west-1' }], 'fail'],
    ['that is being made', [{ status: 'CREATING' }], 'fail'],
    ['that found something of the account', [{ activeFindings: found(names.member) }], 'fail'],
    ['that found something of nobody knows whom', [{ activeFindings: found(null) }], 'fail'],
    ['that found something of another account', [{ activeFindings: found(names.logArchive) }], 'pass'],
    ['whose findings could not be read', [{ activeFindings: denied }], 'unknown'],
    ['whose state could not be read', [{ status: denied }], 'unknown'],
    ['that is not there', [], 'fail'],
  ])('an analyzer %s -> %s', (_case, analyzers, status) => {
    expect(judged(analyzers).status).toBe(status);
  });

  it('does not know while analyzers could not be listed', () => {
    expect(judged({ items: [], complete: denied }).status).toBe('unknown');
  });
});
