/**
 * The header that makes a POST safe to send again.
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
 */
export const IdempotencyKeyHeader = {
  name: 'idempotency-key',
  schema: {
    type: 'string',
    // A string of RFC 9651, or its characters without the quotes; what follows is no part of a header's value, and taken off before.
    pattern: '^("[!#-\\[\\]-~]{1,128}"|[!#-\\[\\]-~]{1,128})[ \\t]*$',
    description:
      'a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: ' +
      'sent again within a day it is answered as the first time, and nothing is done twice',
  },
} as const;
