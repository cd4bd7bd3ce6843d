import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import { isOutside, readState, type StateResource, writeState } from './saved-state.ts';

/**
 * What an engine says when a provider plugin died while it worked, in the words of the embedded engine, of
 * the CLI and of gRPC: whether the resource exists is then known to nobody.
 */
const PluginDied =
  /in the middle of the operation|was ended by SIG|transport is closing|error reading from server|code = Unavailable|UNAVAILABLE|connection (?:refused|reset)|unexpected EOF/i;

/**
 * Follows an update for creates that end without an answer. Pulumi forgets a create that failed, which is
 * right when the provider says so, and wrong when the provider died: the resource may exist. Those go back
 * into the state as pending, so that the next job looks for them before it creates anything.
 */
export class UnfinishedCreates {
  readonly #begun = new Map<string, StateResource>();
  readonly #refused = new Set<string>();

  /** Takes in an event of the update. */
  note({ resourcePreEvent: pre, resOutputsEvent: done, diagnosticEvent: diagnostic }: EngineEvent): void {
    const planned = pre?.metadata.new as StateResource | undefined;
    if (pre && planned && /^create(-replacement)?$/.test(pre.metadata.op) && isOutside(planned)) {
      if (planned.provider) this.#begun.set(pre.metadata.urn, planned);
    }
    if (done) this.#begun.delete(done.metadata.urn);
    const isRefusal = diagnostic?.severity === 'error' && !PluginDied.test(diagnostic.message);
    if (isRefusal && diagnostic.urn) this.#refused.add(diagnostic.urn);
  }

  /**
   * Writes what has no answer into the state as pending.
   * @returns URNs of what was written.
   */
  async record(stack: Stack): Promise<string[]> {
    const open = [...this.#begun.values()].filter(({ urn }) => !this.#refused.has(urn));
    if (open.length === 0) return [];
    const state = await readState(stack);
    const isThere = new Set(
      [...state.resources, ...state.pending.map(({ resource }) => resource)].map((r) => r.urn),
    );
    const lost = open.filter(({ urn }) => !isThere.has(urn));
    if (lost.length === 0) return [];
    await writeState(stack, {
      resources: state.resources,
      pending: [
        ...state.pending,
        ...lost.map((planned) => ({ type: 'creating' as const, resource: asPending(planned) })),
      ],
    });
    return lost.map(({ urn }) => urn);
  }
}

/** A planned resource as a pending create has it: what the program asked for, nothing that AWS would tell. */
function asPending({
  urn,
  type,
  parent,
  provider,
  inputs,
  protect,
  retainOnDelete,
}: StateResource): StateResource {
  return {
    urn,
    type,
    custom: true,
    inputs: inputs ?? {},
    ...(parent ? { parent } : {}),
    ...(provider ? { provider } : {}),
    ...(protect ? { protect } : {}),
    ...(retainOnDelete ? { retainOnDelete } : {}),
  };
}
