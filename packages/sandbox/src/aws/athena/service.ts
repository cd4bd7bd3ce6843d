import type { Service } from '../service.ts';
import { namedQueryOperations } from './named-queries.ts';
import { workgroupOperations } from './workgroups.ts';

/**
 * Athena where moto falls short of it: workgroups that can be changed and refuse what cannot be, and saved queries that can
 * be removed. Queries themselves are left to moto, which answers with rows that a test has given it.
 */
export const athena: Service = {
  name: 'athena',
  operations: { ...workgroupOperations, ...namedQueryOperations },
};
