import { describe, expect, it } from 'vitest';
import { anAdministratorDetector, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { AdministratorDetector, OpenFinding } from '../../model/estate.ts';
import control from './findings-are-worked-on.ts';

const daysAgo = (days: number) => new Date(Date.parse(names.asOf) - days * 86_400_000).toISOString();

function aFinding(severity: number, days: number): OpenFinding {
  const type = 'Recon:EC2/Portscan';
  return { id: `${severity}-${days}`, type, accountId: names.member, severity, createdAt: daysAgo(days) };
}
function judged(detector: Partial<AdministratorDetector>, parameters = {}) {
  const administratorDetectors = complete([anAdministratorDetector(detector)]);
  return verdictsOf(control, anEstate({ administratorDetectors }), parameters)[0];
}

describe(control.id, () => {
  it.each<[number, number, string]>([
    [9.5, 1, 'pass'],
    [9.5, 1.1, 'fail'],
    [7, 0.9, 'pass'],
    [7, 2, 'fail'],
    [6.9, 6.9, 'pass'],
    [4, 7.1, 'fail'],
    [3.9, 29, 'pass'],
    [2, 31, 'fail'],
  ])('severity %s, open for %s days -> %s', (severity, days, status) => {
    expect(judged({ openFindings: complete([aFinding(severity, days)]) })?.status).toBe(status);
  });

  it('takes the limits from its parameters', () => {
    const openFindings = complete([aFinding(8, 2)]);
    expect(judged({ openFindings }, { daysHighSev: 3 })?.status).toBe('pass');
  });

  it('names the most severe of many first', () => {
    const findings = [2, 5, 9, 7].map((severity) => aFinding(severity, 40));
    expect(judged({ openFindings: complete(findings) })).toMatchObject({
      reason: expect.stringMatching(
        /^4 findings are open beyond their limit: Recon:EC2\/Portscan in \d+ \(9,.*…$/,
      ),
    });
  });

  it('fails on what it saw, and does not pass on what it did not see', () => {
    expect(judged({ openFindings: { items: [aFinding(9, 2)], complete: denied } })?.status).toBe('fail');
    expect(judged({ openFindings: { items: [], complete: denied } })?.status).toBe('unknown');
  });

  it('is not about a detector that is off', () => {
    expect(judged({ enabled: false })?.status).toBe('not_applicable');
  });
});
