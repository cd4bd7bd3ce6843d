import { controls, isUnknown } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { groupsOf, neededActions, rarelyAsked } from '../test/needed-actions.ts';
import { controlsThat } from '../test/statuses.ts';
import { useOrganization } from '../test/use-organization.ts';
import { type AuditReport, auditActions, auditCalls } from './index.ts';

const used = useOrganization({ isGoverned: true });

/** How AWS names an action that it refused. */
const refusalOf = (action: string) => `is not authorized to perform: ${action} `;

function detailOf({ verdict }: AuditReport['results'][number]): string {
  return verdict.status === 'unknown' && isUnknown(verdict.because) ? verdict.because.detail : '';
}

describe('a role that lacks one action', () => {
  let allowed: AuditReport;
  beforeAll(async () => {
    allowed = await used.audit();
  });

  /** Controls of a status that they do not have by a role that lacks nothing. */
  function more(status: string, report: AuditReport): readonly string[] {
    const already = controlsThat(status, allowed);
    return controlsThat(status, report).filter((id) => !already.includes(id));
  }

  /** Controls that are not decided for want of an action, by what their verdicts say. */
  function lacking(action: string, report: AuditReport): readonly string[] {
    const undecided = more('unknown', report);
    const ids = report.results
      .filter((result) => detailOf(result).includes(refusalOf(action)))
      .map(({ controlId }) => controlId);
    return [...new Set(ids)].filter((id) => undecided.includes(id)).sort();
  }

  const asked = auditActions.filter((action) => !rarelyAsked.includes(action));
  // Several at once where no control needs two of them: each names the one that it lacks.
  it.each(groupsOf(asked).map((group) => [group.join(', '), group] as const))(
    '%s: what needs it is unknown, with the reason, and the rest is decided',
    async (_names, group) => {
      const report = await used.audit({ narrowing: { deny: group } });
      const expected = Object.fromEntries(
        group.map((action) => [action, neededActions.get(action) ?? ['?']]),
      );
      expect(Object.fromEntries(group.map((action) => [action, lacking(action, report)]))).toEqual(expected);
      expect(more('unknown', report)).toEqual(Object.values(expected).flat().sort());
      expect([...more('fail', report), ...more('pass', report)]).toEqual([]);
      // AWS names the action that it refused: the audit calls just what its list says.
      expect(report.complete).toBe(false);
      const unasked = group.filter(
        (action) => !report.unread.some(({ detail }) => `${detail} `.includes(refusalOf(action))),
      );
      expect(unasked).toEqual([]);
      for (const { unknown, detail } of report.unread) {
        expect(unknown).toBe('access-denied');
        expect(
          group.some((action) => `${detail} `.includes(refusalOf(action))),
          detail,
        ).toBe(true);
      }
    },
  );

  it('misses nothing where what would be asked is not there', async () => {
    const report = await used.audit({ narrowing: { deny: rarelyAsked } });
    expect(report.unread).toEqual([]);
    expect(report.counts).toEqual(allowed.counts);
  });
});

describe('the calls of the collectors', () => {
  it('cover what each control needs', () => {
    const made = new Set(auditCalls.map(({ call }) => call));
    const missing = controls.flatMap(({ id, needs }) =>
      needs.filter((call) => !made.has(call)).map((call) => `${id} ${call}`),
    );
    expect(missing).toEqual([]);
  });

  it('only read', () => {
    const reading = /^[a-z0-9-]+:(Get|List|Lookup|Describe)[A-Za-z0-9]+$/;
    expect(auditActions.filter((action) => !reading.test(action))).toEqual([]);
  });
});
