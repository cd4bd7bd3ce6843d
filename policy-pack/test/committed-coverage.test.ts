import { blackoutGuardPolicy } from '@trailguard/controls/blackout';
import { describe, expect, it } from 'vitest';
import { coverageOfProgram, programOf, readState } from '../src/lens/index.ts';
import { amongJudged } from './asked-pack.ts';
import { PackInProcess } from './pack-in-process.ts';
import { key, policyOf, trail, trailProgram } from './program.ts';
import type { EngineResource } from './requests.ts';
import { stateOf } from './state-of.ts';

/** A trail that can use its key. */
const recording = (parts: Readonly<Record<string, EngineResource>> = {}) =>
  trailProgram({
    key: key({
      policy: policyOf({
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
      }),
    }),
    ...parts,
  });

/** What `trailguard coverage` writes of a program that is applied. */
function committed(program: readonly EngineResource[]) {
  const coverage = coverageOfProgram(programOf([readState(stateOf(program), 'state.json')]));
  return JSON.parse(JSON.stringify({ ...coverage, standing: [] })) as Record<string, unknown>;
}

/** What the pack says of a program by a coverage alone. */
async function saidOf(program: readonly EngineResource[], coverage: unknown): Promise<readonly string[]> {
  const pack = new PackInProcess({});
  pack.configure(amongJudged({ [blackoutGuardPolicy]: { properties: { coverage } } }));
  const said = await pack.diagnosticsOf(program);
  return said
    .filter(({ policy }) => policy === blackoutGuardPolicy)
    .map(({ level, message }) => `${level} ${message.split('\n').at(-1)}`);
}

describe('the pack with the coverage that is committed beside a program', () => {
  const coverage = committed(recording());

  it('has nothing to say of what stays as it is', async () => {
    expect(await saidOf(recording(), coverage)).toEqual([]);
  });

  it.each<[string, readonly EngineResource[], string]>([
    [
      'a trail that no longer records',
      recording({ trail: trail({ enableLogging: false }) }),
      'it does not log',
    ],
    ['a trail that is gone', recording().filter(({ type }) => !type.includes('trail:Trail')), 'is removed'],
    [
      'a trail of one account',
      recording({ trail: trail({ isOrganizationTrail: false }) }),
      'no longer the organization',
    ],
  ])('refuses %s', async (_case, program, loss) => {
    const said = await saidOf(program, coverage);
    expect(said.join('\n')).toContain(loss);
    expect(said.every((one) => one.startsWith('mandatory '))).toBe(true);
  });

  it('refuses what is no coverage, rather than compare with nothing', async () => {
    expect(await saidOf(recording(), { version: 2 })).toEqual([
      'mandatory The configured coverage is none: write it with "trailguard coverage".',
    ]);
  });
});
