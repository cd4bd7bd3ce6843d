import type { Backend } from '../../moto/backend.ts';
import { parsePattern } from './pattern.ts';

/** A target of a rule, with AWS's names. */
export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Record<string, string>;
    readonly InputTemplate?: string;
  };
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

/** A rule of a bus. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly state: string;
  /** `undefined`: a rule with a schedule alone. */
  readonly pattern: ReturnType<typeof parsePattern> | undefined;
  /** `cron(…)` or `rate(…)`; `null`: events alone. */
  readonly schedule: string | null;
  readonly targets: readonly Target[];
}

interface StoredRule extends Omit<Rule, 'pattern'> {
  readonly pattern: string | null;
}

/** Rules of the event buses, asked of moto once until something is written to them. */
export class Buses {
  readonly #backend: Backend;
  readonly #known = new Map<string, Promise<readonly Rule[]>>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Rules of one bus that are not disabled. */
  async rules(accountId: string, region: string, bus: string): Promise<readonly Rule[]> {
    return (await this.allRules(accountId, region, bus)).filter(({ state }) => state !== 'DISABLED');
  }

  /** Rules of one bus, those too that are disabled. */
  async allRules(accountId: string, region: string, bus: string): Promise<readonly Rule[]> {
    return (await this.#rulesOf(accountId, region)).filter((rule) => rule.bus === bus);
  }

  /** To be called after a write. */
  forget(): void {
    this.#known.clear();
  }

  #rulesOf(accountId: string, region: string): Promise<readonly Rule[]> {
    const place = `${accountId}/${region}`;
    const known = this.#known.get(place);
    if (known) return known;
    const rules = this.#backend
      .ask<readonly StoredRule[]>('event_rules', accountId, region)
      .then((stored) => stored.map(readRule));
    this.#known.set(place, rules);
    rules.catch(() => this.#known.delete(place));
    return rules;
  }
}

function readRule(stored: StoredRule): Rule {
  const pattern = stored.pattern === null ? undefined : parsePattern(stored.pattern);
  return { ...stored, pattern };
}
