import type { ChainEnd, PlaceReport } from '../chain-report.ts';
import type { LogPlace } from '../log-place.ts';
import type { LogStore } from '../log-store.ts';
import { KeyRing, type PublicKey } from '../public-keys.ts';
import { verifyLogFile } from '../verify-log-file.ts';
import { verifyPlace } from '../verify-place.ts';

/** A range of one account and Region, and what is there. */
export interface Verification {
  readonly store: LogStore;
  readonly keys: readonly PublicKey[];
  readonly accountId: string;
  readonly region: string;
  readonly places: readonly LogPlace[];
  readonly from: number;
  readonly to: number;
  /** Default: so late that everything is due. */
  readonly asOf?: number;
  readonly knownEnds?: readonly ChainEnd[];
  readonly since?: number;
}

/** Verifies in this thread. */
export function verify({ store, keys, asOf, ...task }: Verification): Promise<PlaceReport> {
  return verifyPlace(
    { ...task, asOf: asOf ?? task.to + 86_400_000 },
    {
      store,
      keys: new KeyRing(async (region) => keys.filter((key) => key.region === region)),
      verifyLogFiles: (entries) => Promise.all(entries.map((entry) => verifyLogFile(entry, store))),
    },
  );
}
