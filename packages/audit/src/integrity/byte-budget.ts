/** What a taker has, or waits for. */
interface Share {
  readonly bytes: number;
  readonly onTaken: () => void;
  state: 'waiting' | 'taken' | 'given back';
}

/** Bytes that may be held at once. Each taker gets all that it asks for, at once or when others have given theirs back, in order. */
export class ByteBudget {
  #left: number;
  #waiting: Share[] = [];

  /** @param bytes no less than any taker asks for. */
  constructor(bytes: number) {
    this.#left = bytes;
  }

  /**
   * @param onTaken called when they are taken, if that is not at once.
   * @returns whether they are taken, and what gives them back, or no longer waits for them.
   */
  take(bytes: number, onTaken: () => void): { readonly isTaken: boolean; readonly giveBack: () => void } {
    const share: Share = { bytes, onTaken, state: 'waiting' };
    if (this.#waiting.length === 0 && bytes <= this.#left) this.#grant(share);
    else this.#waiting.push(share);
    return { isTaken: share.state === 'taken', giveBack: () => this.#giveBack(share) };
  }

  #grant(share: Share): void {
    share.state = 'taken';
    this.#left -= share.bytes;
  }

  #giveBack(share: Share): void {
    if (share.state === 'taken') this.#left += share.bytes;
    else this.#waiting = this.#waiting.filter((other) => other !== share);
    share.state = 'given back';
    let [first] = this.#waiting;
    while (first !== undefined && first.bytes <= this.#left) {
      this.#waiting.shift();
      this.#grant(first);
      first.onTaken();
      [first] = this.#waiting;
    }
  }
}
