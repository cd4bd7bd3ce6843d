import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../../src/state/checkpoint.ts';
import { runCommand, spawnCommand } from '../engine.ts';
import { type CallPoint, ProbeProject, project, stack } from '../probe-project.ts';

/** Moments at which the engine is killed; more for a campaign. */
const kills = Number(process.env.CRASH_KILLS ?? 6);

/** Slow resources, some at the same time, some after others, and a component around some. */
const program = `
import { Thing, Group } from './probe.mjs';
const first = new Thing('first', { value: 'v', delayMs: 150 });
for (const name of ['b', 'c', 'd']) new Thing(name, { value: first.out, delayMs: 250 });
new Group('group', {}, (parent) => {
  const inner = new Thing('inner', { value: 'i', delayMs: 200 }, { parent });
  new Thing('deep', { value: inner.out, delayMs: 100 }, { parent });
  return { out: inner.out };
});
`;

const up = ['up', '--yes', '--skip-preview', '--non-interactive', '--stack', stack];
const destroy = ['destroy', ...up.slice(1)];

describe('after kill -9 at any moment of an update', () => {
  const moments = fc.sample(
    fc.tuple(fc.integer({ min: 0, max: 800 }), fc.constantFrom('engine', 'engine, provider and program')),
    { numRuns: kills, seed: 1 },
  );

  it.concurrent.for(moments)(
    'every created resource is in the state or pending (after %i ms, of %s)',
    async ([moment, victims], { expect }) => {
      const folder = await newProject();
      try {
        await kill(folder, up, { call: 'create' }, moment, victims);
        const { ids, pending } = stateOf(folder);
        const unsaved = createdBy(folder).filter(({ id }) => id === undefined || !ids.has(id));
        expect(unsaved.map(({ urn }) => pending.get(urn))).toMatchObject(
          unsaved.map(({ inputs }) => ({ operation: 'creating', inputs })),
        );
      } finally {
        folder.remove();
      }
    },
  );

  it.concurrent.for(moments.slice(0, Math.ceil(kills / 3)))(
    'every resource that exists is in the state, and what is gone is pending, of a destroy (after %i ms, of %s)',
    async ([moment, victims], { expect }) => {
      const folder = await newProject();
      try {
        expect((await runCommand(up, folder.path, folder.env)).exit).toBe(0);
        await kill(folder, destroy, { call: 'delete' }, moment, victims);
        const { ids, pending } = stateOf(folder);
        const held = Object.keys(folder.backing());
        expect([...ids]).toEqual(expect.arrayContaining(held));
        const deleting = [...pending.values()].map(({ operation, id }) => operation === 'deleting' && id);
        const gone = [...ids].filter((id) => !held.includes(id));
        expect(deleting).toEqual(expect.arrayContaining(gone));
      } finally {
        folder.remove();
      }
    },
  );

  it('the lock stays until it is cancelled, and then the rest is created', async () => {
    // Slow enough to be killed before the provider writes down what it made.
    const folder = await newProject(program.replaceAll(/delayMs: 2\d\d/g, 'delayMs: 1500'));
    try {
      const { ending, kill } = spawnCommand(up, folder.path, folder.env);
      // Now the first one is saved, and before the next ones have ended no name is taken behind the engine's back.
      expect(await folder.reached({ call: 'check', name: 'b' }, 0)).toBe(true);
      kill();
      await ending;
      const operations = (folder.deployment()?.pending_operations ?? []) as {
        resource: { urn: string };
      }[];
      const pending = operations.map(({ resource }) => resource.urn.split('::').at(-1));

      const locked = await runCommand(up, folder.path, folder.env);
      expect(locked).toMatchObject({ exit: 1, stdout: '' });
      expect(locked.stderr).toMatch(/the stack is currently locked by 1 lock[\s\S]*\(pid \d+\)/);
      const cancelled = await runCommand(['cancel', '--yes', '--stack', stack], folder.path, folder.env);
      expect(cancelled.exit).toBe(0);
      const again = await runCommand(up, folder.path, folder.env);
      expect(again.exit, again.stdout + again.stderr).toBe(0);
      const names = Object.values(folder.backing()).map((record) =>
        (record as { name: string }).name.replace(/-\d+$/, ''),
      );
      expect([...new Set(names)].sort()).toEqual(['b', 'c', 'd', 'deep', 'first', 'inner']);
      // As the CLI does, it only warns of a creation that was not answered, and creates once more.
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      expect(pending).toEqual(expect.arrayContaining(twice));
    } finally {
      folder.remove();
    }
  });
});

async function newProject(source = program): Promise<ProbeProject> {
  const folder = new ProbeProject('crash');
  writeFileSync(join(folder.path, 'index.mjs'), source);
  const { exit, stderr } = await runCommand(['stack', 'init', stack], folder.path, folder.env);
  expect(exit, stderr).toBe(0);
  return folder;
}

/** Runs a command and kills it some time, in milliseconds, after the provider was first called so. */
async function kill(
  folder: ProbeProject,
  args: string[],
  point: CallPoint,
  moment: number,
  victims: string,
): Promise<void> {
  const command = spawnCommand(args, folder.path, folder.env);
  expect(await folder.reached(point, 0)).toBe(true);
  await sleep(moment);
  if (victims === 'engine') {
    command.killEngine();
    // The provider still does what it was asked for.
    await sleep(400);
  }
  command.kill();
  await command.ending;
}

/** Ids of the provider's resources in the saved state, and what was begun, by URN. */
function stateOf(folder: ProbeProject) {
  const file = join(folder.path, 'st/.pulumi/stacks', project, `${stack}.json`);
  const latest = parseCheckpoint(readFileSync(file, 'utf8'), file).checkpoint.latest;
  const own = (latest?.resources ?? []).filter(({ type }) => type.startsWith('probe:'));
  return {
    ids: new Set(own.map(({ id }) => id as string)),
    pending: new Map(
      (latest?.pending_operations ?? []).map(({ type, resource: { urn, inputs, id } }) => [
        urn,
        { operation: type, inputs, id },
      ]),
    ),
  };
}

/** What the provider was asked to create, with the id when it came to that. */
function createdBy(folder: ProbeProject): { urn: string; inputs: unknown; id?: string }[] {
  const calls = folder.calls().filter(({ call }) => call === 'create');
  const ends = new Map(
    calls.filter(({ phase }) => phase === 'end').map(({ urn, id }) => [urn, id as string]),
  );
  return calls
    .filter(({ phase }) => phase === 'start')
    .map(({ urn, inputs }) => {
      const id = ends.get(urn);
      return { urn: urn as string, inputs, ...(id !== undefined && { id }) };
    });
}
