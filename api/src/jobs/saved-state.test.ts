import type { Deployment, Stack } from '@pulumi/pulumi/automation/index.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PendingOperation, readState, type StateResource, writeState } from './saved-state.ts';

/** A stack that keeps a state as the CLI does: `stack import` drops what is pending. */
function stackWith(deployment: Record<string, unknown>): Pick<Stack, 'exportStack' | 'importStack'> & {
  readonly imported: () => Record<string, unknown>;
} {
  let kept: Record<string, unknown> = deployment;
  return {
    exportStack: async () => ({ version: 3, deployment: kept }),
    importStack: async ({ deployment: given }: Deployment) => {
      const { pending_operations: _dropped, ...rest } = given;
      kept = rest;
    },
    imported: () => kept,
  };
}

const urn = (name: string) => `urn:pulumi:s::p::aws:s3/bucket:Bucket::${name}`;
const bucket = (name: string): StateResource => ({
  urn: urn(name),
  type: 'aws:s3/bucket:Bucket',
  custom: true,
  id: name,
  inputs: { bucket: name },
  outputs: { bucket: name },
});
/** As a create that was begun: nothing is known of it that AWS would tell. */
const planned = ({ id: _id, outputs: _outputs, ...resource }: StateResource): StateResource => resource;
const creating = (name: string): PendingOperation => ({ type: 'creating', resource: planned(bucket(name)) });

async function writtenAndRead(resources: readonly StateResource[], pending: readonly PendingOperation[]) {
  const stack = stackWith({ resources: [bucket('before')] });
  await writeState(stack as unknown as Stack, { resources, pending });
  return { stack, state: await readState(stack as unknown as Stack) };
}

describe('a saved state', () => {
  it('is read with what the engine left pending when it was killed', async () => {
    const stack = stackWith({ resources: [bucket('a')], pending_operations: [creating('b')] });
    expect(await readState(stack as unknown as Stack)).toEqual({
      resources: [bucket('a')],
      pending: [creating('b')],
    });
  });

  it('still has a pending create after it was written, as a resource that nobody takes for one that exists', async () => {
    const { stack, state } = await writtenAndRead([bucket('a')], [creating('b')]);
    expect(state).toEqual({ resources: [bucket('a')], pending: [creating('b')] });
    expect(stack.imported()).toMatchObject({
      resources: [
        { id: 'a' },
        {
          urn: urn('b'),
          id: 'interrupted-create',
          initErrors: ['interrupted while creating: whether it was done is not known'],
        },
      ],
    });
  });

  it('still has a pending create of a resource that was put into it, and the id that it got', async () => {
    const { state } = await writtenAndRead([bucket('b')], [creating('b')]);
    expect(state.resources).toEqual([bucket('b')]);
    expect(state.pending).toEqual([{ type: 'creating', resource: bucket('b') }]);
  });

  it('forgets what was pending when it is written without', async () => {
    const stack = stackWith({ resources: [], pending_operations: [creating('b')] });
    await writeState(stack as unknown as Stack, { resources: [bucket('a')], pending: [] });
    expect(await readState(stack as unknown as Stack)).toEqual({ resources: [bucket('a')], pending: [] });
  });

  it('keeps what else went wrong with a resource', async () => {
    const half = { ...bucket('a'), initErrors: ['it did not become ready'] };
    expect((await writtenAndRead([half], [])).state.resources).toEqual([half]);
    expect((await writtenAndRead([half], [creating('a')])).state.resources).toEqual([half]);
  });

  it('leaves out a provider that was pending: it is nothing outside the state', async () => {
    const provider = { urn: 'urn:pulumi:s::p::pulumi:providers:aws::p', type: 'pulumi:providers:aws' };
    const { state } = await writtenAndRead([], [{ type: 'creating', resource: provider }]);
    expect(state).toEqual({ resources: [], pending: [] });
  });

  it('is the same after any number of writes', async () => {
    const operation = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      type: fc.constantFrom('creating', 'updating', 'deleting', 'reading', 'importing'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
        fc.uniqueArray(operation, { selector: ({ name }) => name }),
        async (names, operations) => {
          const pending = operations.map(({ name, type }) => ({ type, resource: planned(bucket(name)) }));
          const { stack, state } = await writtenAndRead(names.map(bucket), pending);
          await writeState(stack as unknown as Stack, state);
          expect(await readState(stack as unknown as Stack)).toEqual(state);
          expect(state.resources).toEqual(names.map(bucket));
          // Of what the state does not have, only a create leaves a question.
          const known: readonly string[] = names;
          const asked = operations.filter(({ name, type }) => known.includes(name) || type === 'creating');
          expect(new Set(state.pending.map(({ type, resource }) => `${type} ${resource.urn}`))).toEqual(
            new Set(asked.map(({ name, type }) => `${type} ${urn(name)}`)),
          );
        },
      ),
      { seed: 24 },
    );
  });
});
