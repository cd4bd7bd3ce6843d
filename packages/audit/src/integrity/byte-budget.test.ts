import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteBudget } from './byte-budget.ts';

const most = 10;

/** Takers that note what they hold. */
class Takers {
  readonly #budget = new ByteBudget(most);
  readonly #shares: ReturnType<ByteBudget['take']>[] = [];
  readonly holding = new Map<number, number>();
  /** In which order they got theirs. */
  readonly order: number[] = [];
  readonly gone = new Set<number>();

  take(bytes: number): void {
    const at = this.#shares.length;
    const onTaken = () => {
      this.holding.set(at, bytes);
      this.order.push(at);
    };
    const share = this.#budget.take(bytes, onTaken);
    this.#shares.push(share);
    if (share.isTaken) onTaken();
  }

  giveBack(at: number): void {
    this.holding.delete(at);
    this.gone.add(at);
    this.#shares[at]?.giveBack();
  }

  get held(): number {
    return [...this.holding.values()].reduce((sum, bytes) => sum + bytes, 0);
  }
}

describe('bytes that may be held at once', () => {
  it('are never exceeded, and go in order to all who wait, whoever gives back or waits no longer', () => {
    const step = fc.oneof(
      fc.record({ take: fc.nat({ max: most }) }),
      fc.record({ giveBack: fc.nat({ max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const takers = new Takers();
        let count = 0;
        for (const one of steps) {
          if ('take' in one) {
            takers.take(one.take);
            count += 1;
          } else if (count > 0) takers.giveBack(one.giveBack % count);
          expect(takers.held).toBeLessThanOrEqual(most);
        }
        for (let at = 0; at < count; at += 1) takers.giveBack(at);
        // Each got its bytes once, unless it waited no longer.
        expect(takers.order).toEqual([...new Set(takers.order)].toSorted((a, b) => a - b));
        expect(takers.held).toBe(0);
        takers.take(most);
        expect(takers.held).toBe(most);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('are all there again for one who asks for all of them', () => {
    const takers = new Takers();
    for (const bytes of [6, 6, 6, most]) takers.take(bytes);
    expect([...takers.holding.keys()]).toEqual([0]);
    takers.giveBack(2);
    takers.giveBack(0);
    expect([...takers.holding.keys()]).toEqual([1]);
    takers.giveBack(1);
    takers.giveBack(1);
    expect([...takers.holding.keys()]).toEqual([3]);
  });
});
