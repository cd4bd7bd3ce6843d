import type { AuditReport } from '@trailguard/audit';
import { useOrganization } from '@trailguard/audit/test';
import { controls, judge, type Result } from '@trailguard/controls';
import { estateOf, type ProgramResource } from '@trailguard/policy-pack';
import { beforeAll, describe, expect, it } from 'vitest';
import { misconfigurations } from './agreement/misconfigurations.ts';
import { programOf } from './agreement/program.ts';
import { restore } from './agreement/restore.ts';

const shown = controls.filter(({ policies }) => policies.length > 0).map(({ id }) => id);
const worstFirst = ['fail', 'unknown', 'pass', 'not_applicable'];
const used = useOrganization();

/** Control id -> the worst verdict on things that the lens saw; not on what it could not list. */
function statusesOf(results: readonly (Result | AuditReport['results'][number])[]): Record<string, string> {
  const statuses: Record<string, string> = {};
  for (const { controlId, subject, verdict } of results) {
    const before = statuses[controlId];
    if (!shown.includes(controlId) || subject.id.startsWith('other ')) continue;
    if (before === undefined || worstFirst.indexOf(verdict.status) < worstFirst.indexOf(before)) {
      statuses[controlId] = verdict.status;
    }
  }
  return statuses;
}

const previewed = (resources: readonly ProgramResource[]) =>
  statusesOf(judge(estateOf({ resources, isWhole: true }, { isTrailRequired: true })));

/** What the program of these tests leaves out: its preview fails where the live organization, which has it, passes. */
const undeclared: Readonly<Record<string, string>> = {
  'CT-11': 'data events of the trail',
  'CT-12': 'data events of the trail',
  'KM-05': 'the policy of the key',
  'LB-07': 'the policy of the bucket of access logs',
  'LB-13': 'the encryption of the bucket',
  'LB-16': 'the lifecycle rules of the buckets',
  'LB-20': 'the notifications of the bucket',
  'LB-23': 'the policy of the bucket of access logs',
};

/** Controls that both lenses decide, and differently. */
function disagreements(preview: Record<string, string>, live: Record<string, string>): string[] {
  const decided = (status: string | undefined) => status === 'pass' || status === 'fail';
  return shown.filter((id) => decided(preview[id]) && decided(live[id]) && preview[id] !== live[id]);
}

/** What a program never shows: the trails of other accounts, the limit of members, the detectors of members. */
const hiddenFromPrograms = ['CT-01', 'CT-02', 'CT-03', 'GD-01', 'GD-03', 'GD-04'];
let compliant: AuditReport;
beforeAll(async () => {
  compliant = await used.audit();
});

describe('preview and audit of the compliant organization', () => {
  it('agree where both decide; what the program does not show, the preview does not pass', () => {
    const live = statusesOf(compliant.results);
    const preview = previewed(programOf(used.parts));
    expect(disagreements(preview, live)).toEqual(Object.keys(undeclared));
    for (const id of hiddenFromPrograms) expect([id, preview[id], live[id]]).toEqual([id, 'unknown', 'pass']);
    const tried = misconfigurations.map(({ controlId }) => controlId);
    for (const id of tried.filter((one) => !hiddenFromPrograms.includes(one)))
      expect([id, preview[id], live[id]]).toEqual([id, 'pass', 'pass']);
  });
});

describe('preview and audit of a misconfiguration', () => {
  it.each(misconfigurations)('agree on $controlId: $what', async ({ controlId, inProgram, inAws }) => {
    const preview = previewed(programOf(used.parts, inProgram(used.parts)));
    await inAws(used.parts);
    const report = await used.audit().finally(() => restore(used.parts));
    const live = statusesOf(report.results);
    expect({ preview: preview[controlId], live: live[controlId] }).toEqual({ preview: 'fail', live: 'fail' });
    expect(disagreements(preview, live).filter((id) => !(id in undeclared))).toEqual([]);
    expect(report.unread).toEqual([]);
  });

  it('is tried for controls that a program can show', () => {
    expect(misconfigurations.filter(({ controlId }) => !shown.includes(controlId))).toEqual([]);
  });

  it('leaves nothing behind', async () => {
    expect(statusesOf((await used.audit()).results)).toEqual(statusesOf(compliant.results));
  });
});
