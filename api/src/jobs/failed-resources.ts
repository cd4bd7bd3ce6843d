import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';
import { reasonOf } from './failure.ts';

interface FailedResource {
  readonly type: string;
  /** Undefined for what has none. */
  readonly region: string | undefined;
}

/** As many are named in a job's error; the job's events have all. */
const MostNamed = 10;

/**
 * Follows an update for the resources that fail. An update goes on with what does not need them, so that one region that
 * refuses leaves the others applied: its end says which did not come to be, and where.
 */
export class FailedResources {
  readonly #failed = new Map<string, FailedResource>();
  readonly #reasons = new Map<string, string>();

  /** Takes in an event of the update. */
  note({ resOpFailedEvent: failed, diagnosticEvent: diagnostic }: EngineEvent): void {
    if (diagnostic?.severity === 'error' && diagnostic.urn)
      this.#reasons.set(diagnostic.urn, reasonOf(new Error(diagnostic.message.trim())));
    if (failed === undefined) return;
    const { urn, type, new: planned, old } = failed.metadata;
    const inputs = ((planned ?? old) as { inputs?: { region?: unknown } } | undefined)?.inputs;
    const region = typeof inputs?.region === 'string' ? inputs.region : undefined;
    this.#failed.set(urn, { type, region });
  }

  /** What failed, with regions and reasons, in the order of failing; `undefined` when no resource did. */
  describe(): string | undefined {
    if (this.#failed.size === 0) return undefined;
    const all = [...this.#failed].map(([urn, { type, region }]) => {
      const name = urn.split('::').at(-1);
      const reason = this.#reasons.get(urn);
      return `${type} ${name}${region === undefined ? '' : ` in ${region}`}${reason ? `: ${reason}` : ''}`;
    });
    const more = all.length > MostNamed ? `; and ${all.length - MostNamed} more` : '';
    const what = all.length === 1 ? 'a resource' : `${all.length} resources`;
    return `${what} failed, and all that does not need ${all.length === 1 ? 'it' : 'them'} was applied: ${all.slice(0, MostNamed).join('; ')}${more}`;
  }
}
