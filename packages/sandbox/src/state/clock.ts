/** A task that waits for its time, as kept with the state. */
export interface ScheduledTask {
  readonly at: string;
  readonly task: string;
  readonly args: unknown;
}

/** The part of the state that is the clock's. */
export interface ClockState {
  /** Milliseconds that the sandbox is ahead of the machine. */
  offset: number;
  tasks: ScheduledTask[];
}

/** The longest time that a Node.js timer can wait. */
const longestWait = 2 ** 31 - 1;

/**
 * The sandbox's clock: it runs with the machine's and can be moved forward. Tasks run one at a time, in the
 * order of their times, at exactly their time when the clock is moved over them.
 */
export class Clock {
  readonly #state: ClockState;
  readonly #run: (task: ScheduledTask) => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #queue: Promise<void> = Promise.resolve();
  #stopped = false;

  /** @param run runs a task; must not throw. */
  constructor(state: ClockState, run: (task: ScheduledTask) => Promise<void>) {
    this.#state = state;
    this.#run = run;
  }

  now(): Date {
    return new Date(Date.now() + this.#state.offset);
  }

  /** Milliseconds that the sandbox is ahead of the machine. */
  get offset(): number {
    return this.#state.offset;
  }

  /** Lets real time run the tasks from here on. */
  start(): void {
    this.#stopped = false;
    this.#wait();
  }

  schedule(at: Date, task: string, args: unknown): void {
    this.#state.tasks.push({ at: at.toISOString(), task, args });
    this.#wait();
  }

  /** Moves the clock, running what falls due on the way, also what that schedules. Resolves when it has run. */
  advance(milliseconds: number): Promise<void> {
    if (!(milliseconds >= 0)) throw new RangeError(`the clock only moves forward, not by ${milliseconds} ms`);
    return this.#enqueue(async () => {
      const target = this.now().getTime() + milliseconds;
      await this.#runUntil(target);
      this.#moveTo(target);
    });
  }

  /** Stops the timer; resolves when the running task has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#queue;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (this.#stopped || !next) return;
    const wait = Math.min(longestWait, Math.max(0, Date.parse(next.at) - this.now().getTime()));
    this.#timer = setTimeout(() => {
      void this.#enqueue(() => this.#runUntil(this.now().getTime())).then(() => this.#wait());
    }, wait);
    this.#timer.unref();
  }

  async #runUntil(target: number): Promise<void> {
    for (let next = this.#next(); next && Date.parse(next.at) <= target; next = this.#next()) {
      this.#state.tasks.splice(this.#state.tasks.indexOf(next), 1);
      this.#moveTo(Date.parse(next.at));
      await this.#run(next);
    }
  }

  #moveTo(time: number): void {
    const ahead = time - this.now().getTime();
    if (ahead > 0) this.#state.offset += ahead;
  }

  #next(): ScheduledTask | undefined {
    // The first of equals, so tasks of one moment run in the order they were scheduled.
    return this.#state.tasks.reduce<ScheduledTask | undefined>(
      (first, task) => (first && first.at <= task.at ? first : task),
      undefined,
    );
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }
}
