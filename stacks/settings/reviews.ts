import { AllReviews } from '@trailguard/baseline';
import { Type } from 'typebox';

/** What people look at, and where. */
export const ReviewProperties = {
  reviewReminders: Type.Array(Type.Enum([...AllReviews]), {
    default: [...AllReviews],
    uniqueItems: true,
    description: `the reviews that alertSubscriptions are reminded of, as a JSON list of ${AllReviews.join(', ')}; [] is none. changeMonitor has the topic`,
    examples: ['["trail-review","findings-review"]'],
  }),
  securityDashboards: Type.Boolean({
    default: true,
    description:
      'whether the management and the security account have a page each of alarms, deliveries and findings in CloudWatch, free of charge up to three in an account: true or false',
    examples: ['false'],
  }),
};
