import { type Queryable, storable } from './database.ts';

/** A stack's state after the last job that changed or read it. No value in it is a secret. */
export interface StackState {
  /** What the service calls the stack. */
  readonly stack: string;
  /** Job that recorded it; `null` once that one is no longer kept. */
  readonly job: string | null;
  /** Counts the states that differ from the one before. */
  readonly serial: number;
  /** SHA-256 of all resources and pending operations. */
  readonly digest: string;
  readonly resources: number;
  readonly recordedAt: string;
}

/** What is kept of a state beside its particulars. */
export interface StateContent {
  readonly outputs: Record<string, unknown>;
  /** As `pulumi stack export` writes it. */
  readonly deployment: Record<string, unknown>;
}

const columns = `stack, job, serial::integer AS serial, digest, resources, recorded_at AS "recordedAt"`;

function fromRow<T extends StackState>(row: Record<string, unknown>): T {
  return { ...row, recordedAt: (row.recordedAt as Date).toISOString() } as unknown as T;
}

/** Keeps a state in place of the one before. */
export async function saveStackState(
  db: Queryable,
  state: Pick<StackState, 'stack' | 'digest' | 'resources'> & { readonly job: string } & StateContent,
): Promise<void> {
  await db.query(
    `INSERT INTO stack_states AS kept (stack, job, digest, resources, outputs, deployment)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (stack) DO UPDATE SET
       job = $2, digest = $3, resources = $4, outputs = $5, deployment = $6, recorded_at = now(),
       serial = kept.serial + CASE WHEN kept.digest = $3 THEN 0 ELSE 1 END`,
    [
      state.stack,
      state.job,
      state.digest,
      state.resources,
      storable(state.outputs),
      storable(state.deployment),
    ],
  );
}

/** The states of some stacks, without their content. */
export async function findStackStates(db: Queryable, stacks: readonly string[]): Promise<StackState[]> {
  const { rows } = await db.query(`SELECT ${columns} FROM stack_states WHERE stack = ANY ($1)`, [stacks]);
  return rows.map((row) => fromRow<StackState>(row));
}

/** The state of a stack with its outputs, or with all that is in it. */
export async function readStackState<T extends keyof StateContent>(
  db: Queryable,
  stack: string,
  content: T,
): Promise<(StackState & Pick<StateContent, T>) | undefined> {
  const { rows } = await db.query(
    `SELECT ${columns}, ${content === 'outputs' ? 'outputs' : 'deployment'} FROM stack_states WHERE stack = $1`,
    [stack],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}
