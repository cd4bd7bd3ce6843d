/** What people have to look at, when, and what they said. */
export { type DueReview, dueReviews, isOpen, type ReviewState } from './due-reviews.ts';
export { type ReviewKind, reviewKindOf, reviewKinds } from './review-kinds.ts';
export { type ReviewName, reviewNames } from './review-names.ts';
export { objectionToSignOff, type SignOff, signOffEntry } from './sign-off.ts';
