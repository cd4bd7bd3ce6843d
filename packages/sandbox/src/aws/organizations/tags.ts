import { notFound } from './errors.ts';
import type { Handler } from './service.ts';
import type { OrganizationState } from './state.ts';
import { pathTo } from './tree.ts';

/** Tags of accounts, units, policies and the root. */
export const tagOperations: Readonly<Record<string, Handler>> = {
  TagResource: (call, state) => {
    const id = requireResource(state, call.input.ResourceId);
    const { Tags: tags } = call.input as { Tags: { Key: string; Value: string }[] };
    state.tags[id] = { ...state.tags[id], ...Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value])) };
    return {};
  },
  UntagResource: (call, state) => {
    const id = requireResource(state, call.input.ResourceId);
    for (const key of call.input.TagKeys as string[]) delete state.tags[id]?.[key];
    return {};
  },
  ListTagsForResource: (call, state) => {
    const id = requireResource(state, call.input.ResourceId);
    return { Tags: Object.entries(state.tags[id] ?? {}).map(([Key, Value]) => ({ Key, Value })) };
  },
};

function requireResource(state: OrganizationState, id: unknown): string {
  const known =
    typeof id === 'string' &&
    (id === state.rootId ||
      pathTo(state, id).length > 1 ||
      state.policies.some((policy) => policy.id === id));
  if (!known) throw notFound.target();
  return id;
}
