/** The parts of an HTTP request or answer that a protocol uses; header names in lower case. */
export interface HttpMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpRequest extends HttpMessage {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
}

export interface HttpResponse extends HttpMessage {
  readonly status: number;
}

/** Path (still encoded) and query of a request. */
export function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?');
  return mark < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}
