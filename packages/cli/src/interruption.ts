const signals = ['SIGINT', 'SIGTERM'] as const;

/** Until it is disposed of, an interrupted run says how to go on, and then ends as any program that is interrupted. */
export class Interruption implements Disposable {
  readonly #ends = new Map<NodeJS.Signals, () => void>();

  /**
   * @param file of `--resume`, where what was done is kept
   * @param stream default: the error stream
   */
  constructor(file: string | undefined, stream: NodeJS.WritableStream = process.stderr) {
    for (const signal of signals) {
      const end = () => {
        stream.write(`\ntrailguard: interrupted; ${waysOn(file)}\n`);
        this[Symbol.dispose]();
        process.kill(process.pid, signal);
      };
      this.#ends.set(signal, end);
      process.once(signal, end);
    }
  }

  [Symbol.dispose](): void {
    for (const [signal, end] of this.#ends) process.off(signal, end);
  }
}

function waysOn(file: string | undefined): string {
  return file === undefined
    ? 'begun with --resume FILE, it could have gone on from here'
    : `the same command goes on with what ${file} has`;
}
