import type { RegistrationResult } from './step.ts';

/** Answers a registration. */
export type Finish = (result: RegistrationResult) => void;

/** Plans one thing after the other, in the order in which they were asked for, while steps run beside it. */
export class PlanningQueue {
  #last: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Set<(error: Error) => void>();

  /** Does something when all before it is done. */
  add<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Plans something when all before it is planned; resolves when it is answered, which may be much later. */
  answer(plan: (finish: Finish) => Promise<void>): Promise<RegistrationResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      const finish = (result: RegistrationResult) => {
        this.#waiting.delete(reject);
        resolve(result);
      };
      this.add(() => plan(finish)).catch((error: Error) => {
        this.#waiting.delete(reject);
        reject(error);
      });
    });
  }

  /** Resolves when nothing is being planned. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Answers everybody who still waits with an error. */
  dismiss(error: Error): void {
    for (const reject of this.#waiting) reject(error);
    this.#waiting.clear();
  }
}
