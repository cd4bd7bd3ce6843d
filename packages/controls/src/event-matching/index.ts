export * from './event-pattern.ts';
export * from './expression.ts';
export * from './filter-pattern.ts';
export * from './missed-event.ts';
