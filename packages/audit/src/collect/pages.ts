/** All pages of a paginator of the SDK. */
export async function allPages<P>(pages: AsyncIterable<P>): Promise<readonly P[]> {
  const read: P[] = [];
  for await (const page of pages) read.push(page);
  return read;
}
