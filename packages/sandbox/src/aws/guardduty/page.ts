import * as lists from '../page.ts';
import { invalidValue } from './errors.ts';

/** One page of a list: 50 is the largest and the default. */
export function page<T>(items: readonly T[], input: Parameters<typeof lists.page>[1]) {
  return lists.page(items, input, { most: 50, invalid: invalidValue });
}
