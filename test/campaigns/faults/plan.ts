import { drawing } from '../draw.ts';
import { type AwsFault, awsFaults } from './aws-faults.ts';
import type { PassingCall } from './faulty-proxy.ts';

/** What goes wrong in a round. */
export const disturbances = ['aws', 'database', 'disk'] as const;
export type Disturbance = (typeof disturbances)[number];

/** What one round does. The faults of calls follow from the seed and the order of the calls. */
export interface FaultPlan {
  readonly round: number;
  readonly disturbance: Disturbance;
  /** Share of calls at which a fault begins; of no use but with AWS. */
  readonly share: number;
  /** When the database is restarted or the disk fills up, milliseconds after the time before, and for how long. */
  readonly moments: readonly { readonly afterMs: number; readonly forMs: number }[];
}

/** Moments are drawn for longer than any round takes. */
const Moments = 30;

/** The plan of one round. */
export function planFaults(seed: number, round: number): FaultPlan {
  const draw = drawing(seed, `fault round ${round}`);
  return {
    round,
    disturbance: draw.oneOf([
      ['aws', 4],
      ['database', 1],
      ['disk', 1],
    ]),
    share: draw.between(0.002, 0.03),
    moments: Array.from({ length: Moments }, () => ({
      afterMs: Math.round(draw.between(1_000, 8_000)),
      forMs: Math.round(draw.between(200, 6_000)),
    })),
  };
}

/** One that takes long is rarer: a round shall end. */
const weights: readonly (readonly [AwsFault, number])[] = awsFaults.map((fault) => [
  fault,
  fault === 'unanswered' ? 1 : 5,
]);

/** An SDK sends a call again, up to five times: some faults last longer than that. */
const LongestRow = 7;

/** Decides of each call what goes wrong with it: most faults meet one call, some all calls of a service for a while. */
export function decidingBy(seed: number, { round, share }: Pick<FaultPlan, 'round' | 'share'>) {
  const draw = drawing(seed, `faults of calls in round ${round}`);
  const rows = new Map<string, { fault: AwsFault; left: number }>();
  return ({ service }: PassingCall): AwsFault | undefined => {
    const row = rows.get(service);
    if (row !== undefined && row.left > 0) {
      row.left -= 1;
      return row.fault;
    }
    if (draw.between(0, 1) >= share) return undefined;
    const fault = draw.oneOf(weights);
    const isRow = draw.between(0, 1) < 0.4;
    if (isRow && fault !== 'unanswered') rows.set(service, { fault, left: draw.whole(1, LongestRow - 1) });
    return fault;
  };
}
