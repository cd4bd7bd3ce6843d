import { useOrganization } from '@trailguard/audit/test';
import { controls, judge, type Result } from '@trailguard/controls';
import { estateOf, type ProgramResource } from '@trailguard/policy-pack';
import { describe, expect, it } from 'vitest';
import { misconfigurations } from './agreement/misconfigurations.ts';
import { programOf } from './agreement/program.ts';
import { restore } from './agreement/restore.ts';

const shown = controls.filter(({ policies }) => policies.length > 0).map(({ id }) => id);
const worstFirst = ['fail', 'unknown', 'pass', 'not_applicable'];
const used = useOrganization();

/** Control id -> the worst verdict on things that the lens saw; not on what it could not list. */
function statusesOf(results: readonly Result[]): Record<string, string> {
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

/** Controls that both lenses decide, and differently. */
function disagreements(preview: Record<string, string>, live: Record<string, string>): string[] {
  const decided = (status: string | undefined) => status === 'pass' || status === 'fail';
  return shown.filter((id) => decided(preview[id]) && decided(live[id]) && preview[id] !== live[id]);
}

/** What a program never shows: the trails of other accounts, the limit of members, the detectors of members. */
const hiddenFromPrograms = ['CT-01', 'CT-02', 'CT-03', 'GD-01', 'GD-03', 'GD-04'];

describe('preview and audit of the compliant organization', () => {
  it('agree; what the program does not show, the preview does not pass', async () => {
    const live = statusesOf((await used.audit()).results);
    expect(live).toEqual(Object.fromEntries(shown.map((id) => [id, 'pass'])));
    const preview = previewed(programOf(used.parts));
    const expected = shown.map((id) => [id, hiddenFromPrograms.includes(id) ? 'unknown' : 'pass']);
    expect(preview).toEqual(Object.fromEntries(expected));
  });
});

describe('preview and audit of a misconfiguration', () => {
  it.each(misconfigurations)('agree on $controlId: $what', async ({ controlId, inProgram, inAws }) => {
    const preview = previewed(programOf(used.parts, inProgram(used.parts)));
    await inAws(used.parts);
    const report = await used.audit().finally(() => restore(used.parts));
    const live = statusesOf(report.results);
    expect({ preview: preview[controlId], live: live[controlId] }).toEqual({ preview: 'fail', live: 'fail' });
    expect(disagreements(preview, live)).toEqual([]);
    expect(report.complete).toBe(true);
  });

  it('is tried for every control that a program can show', () => {
    expect([...new Set(misconfigurations.map(({ controlId }) => controlId))].sort()).toEqual(shown);
  });

  it('leaves nothing behind', async () => {
    expect((await used.audit()).counts).toMatchObject({ pass: controls.length });
  });
});
