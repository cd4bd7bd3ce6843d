import { programControls } from '@trailguard/policy-pack';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allowances, differences, otherWords } from './agreement/allowances.ts';
import {
  disagreements,
  failingOn,
  leftOpen,
  type Opinion,
  opinionsOf,
  reasonsApart,
  verdictsOf,
} from './agreement/compare.ts';
import { type Lens, LookedAtStack, lenses } from './agreement/lenses.ts';
import { updates } from './agreement/misconfigurations.ts';
import { neverDecided } from './agreement/never-decided.ts';

const good = 'the good program';
const configurations = [good, ...updates.map(({ what }) => what)];
/** What all lenses say of each configuration. */
const opinions: Record<string, readonly Opinion[]> = {};
const all = () => Object.values(opinions).flat();

let stack: LookedAtStack | undefined;
beforeAll(async () => {
  stack = await LookedAtStack.open();
  vi.stubEnv('AWS_ENDPOINT_URL', stack.endpoint);
  const seen = await stack.seeAll(updates);
  for (const [index, configuration] of configurations.entries()) {
    opinions[configuration] = opinionsOf(seen[index] ?? { preview: [], state: [], live: [] });
  }
}, 600_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await stack?.[Symbol.asyncDispose]();
});

const allowed = new Set(
  allowances.flatMap(({ controls, lenses: leaving }) =>
    controls.flatMap((id) => leaving.map((lens) => `${id} ${lens}`)),
  ),
);

describe('preview, state and audit', () => {
  it.each(configurations)('say the same wherever two of them decide: %s', (configuration) => {
    const differing = disagreements(opinions[configuration] ?? []);
    expect(differing.filter(({ controlId }) => !(controlId in differences))).toEqual([]);
  });

  it.each(configurations)('find faults for the same reason: %s', (configuration) => {
    const apart = reasonsApart(opinions[configuration] ?? []);
    expect(apart.filter(({ controlId }) => !(controlId in otherWords))).toEqual([]);
  });

  it('leave open what another decides only for a reason that is written down', () => {
    const unexplained = leftOpen(all()).filter(({ key }) => !allowed.has(key));
    expect([...new Map(unexplained.map(({ key, said }) => [key, said])).values()]).toEqual([]);
  });

  it('need every reason that is written down', () => {
    const needed = new Set(leftOpen(all()).map(({ key }) => key));
    expect([...allowed].filter((key) => !needed.has(key))).toEqual([]);
    const idsOf = (found: readonly { readonly controlId: string }[]) =>
      new Set(found.map(({ controlId }) => controlId));
    const [differing, apart] = [idsOf(disagreements(all())), idsOf(reasonsApart(all()))];
    expect(Object.keys(differences).filter((id) => !differing.has(id))).toEqual([]);
    expect(Object.keys(otherWords).filter((id) => !apart.has(id))).toEqual([]);
  });
});

describe.each(updates)('$what', ({ what, rows }) => {
  it.each(rows)('%s: %s', (controlId) => {
    const found = lenses.map((lens): [Lens, string] => {
      const before = failingOn(opinions[good] ?? [], lens, controlId);
      const failing = failingOn(opinions[what] ?? [], lens, controlId);
      if (failing.some((subject) => !before.includes(subject))) return [lens, 'found'];
      const mayMiss = allowed.has(`${controlId} ${lens}`) || controlId in differences;
      return [lens, mayMiss ? 'left open' : 'missed'];
    });
    expect(found.filter(([, said]) => said === 'missed')).toEqual([]);
    expect(found.map(([, said]) => said)).toContain('found');
  });
});

describe('the table', () => {
  it('has every control that programs and accounts can show pass and fail, or says why not', () => {
    const seen = verdictsOf(all());
    const shown = programControls.flatMap(({ id }) =>
      lenses.flatMap((lens) => ['pass', 'fail'].map((status) => `${id} ${lens} ${status}`)),
    );
    const explained = new Set(
      neverDecided.flatMap(({ controls, lenses: of, statuses }) =>
        controls.flatMap((id) => of.flatMap((lens) => statuses.map((status) => `${id} ${lens} ${status}`))),
      ),
    );
    expect(shown.filter((one) => !seen.has(one) && !explained.has(one))).toEqual([]);
    expect([...explained].filter((one) => seen.has(one))).toEqual([]);
  });
});
