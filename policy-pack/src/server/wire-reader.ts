/** A message breaks off, or has a field of another form than its schema says. */
export class WireFormatError extends Error {
  override readonly name = 'WireFormatError';
}

/** Forms that a field can have in the encoding. */
const form = { varint: 0, double: 1, delimited: 2, float: 5 } as const;
/** A varint has ten bytes at most; those that are read here (tags, lengths, booleans) have few. */
const longestVarint = 10;

/**
 * Walks a message in the encoding of Protocol Buffers, field by field. The reader of `google-protobuf` does the same with
 * several objects for each field, and its text goes byte by byte; each preview has a message for each resource, twice.
 * https://protobuf.dev/programming-guides/encoding/
 */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;
  #end: number;
  #form = 0;
  #field = 0;

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.#end = byteLength;
  }

  /** Number of the field that {@link next} went to. */
  get field(): number {
    return this.#field;
  }

  /** Goes to the next field of the message that is read; false at its end. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.#varint();
    this.#form = tag & 7;
    this.#field = tag >>> 3;
    return true;
  }

  /** Leaves the value of the field out. */
  skip(): void {
    if (this.#form === form.varint) this.#varint();
    else if (this.#form === form.delimited) this.#take(this.#varint());
    else if (this.#form === form.double) this.#take(8);
    else if (this.#form === form.float) this.#take(4);
    else throw new WireFormatError(`field ${this.#field} has the form ${this.#form}, which nobody writes`);
  }

  /** The value as it is encoded: a view, not a copy. */
  bytes(): Buffer {
    const start = this.#delimited();
    return this.#bytes.subarray(start, this.#at);
  }

  text(): string {
    const start = this.#delimited();
    return this.#bytes.toString('utf8', start, this.#at);
  }

  boolean(): boolean {
    this.#expect(form.varint);
    return this.#varint() !== 0;
  }

  double(): number {
    this.#expect(form.double);
    return this.#bytes.readDoubleLE(this.#take(8));
  }

  /** Goes into the message that the field holds. @returns what {@link leave} has to be told */
  enter(): number {
    const outer = this.#end;
    const start = this.#delimited();
    this.#end = this.#at;
    this.#at = start;
    return outer;
  }

  /** Comes back out of a message that was read to its end. */
  leave(outer: number): void {
    this.#at = this.#end;
    this.#end = outer;
  }

  #expect(wanted: number): void {
    if (this.#form !== wanted)
      throw new WireFormatError(`field ${this.#field} has the form ${this.#form} in place of ${wanted}`);
  }

  /** Where a value begins whose length is told; what is read next comes after it. */
  #delimited(): number {
    this.#expect(form.delimited);
    return this.#take(this.#varint());
  }

  #take(length: number): number {
    const start = this.#at;
    if (length > this.#end - start) throw new WireFormatError(`field ${this.#field} breaks off`);
    this.#at = start + length;
    return start;
  }

  #varint(): number {
    let value = 0;
    for (let at = 0, weight = 1; at < longestVarint; at += 1, weight *= 128) {
      const byte = this.#bytes[this.#take(1)] as number;
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
    throw new WireFormatError(`field ${this.#field} has a number without an end`);
  }
}
