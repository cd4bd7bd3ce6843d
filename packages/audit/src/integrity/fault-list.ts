import type { IntegrityFault } from './chain-report.ts';

/** As many are kept of one account and Region; all are counted. */
export const mostFaults = 1_000;

/** Faults in the order of their time, as many as a report can hold. */
export class FaultList {
  #count = 0;
  #faults: IntegrityFault[] = [];

  add(fault: IntegrityFault): void {
    this.#count += fault.count;
    this.#faults.push(fault);
    if (this.#faults.length >= 2 * mostFaults) this.#faults = this.first;
  }

  get count(): number {
    return this.#count;
  }

  /** The earliest {@link mostFaults}. */
  get first(): IntegrityFault[] {
    return this.#faults
      .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
      .slice(0, mostFaults);
  }
}
