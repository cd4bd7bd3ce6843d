import type { Framework } from './framework.ts';

export default {
  id: 'checkov',
  name: 'Checkov policies',
  edition: '',
  mappedBy: 'Checkov',
  url: 'https://www.checkov.io/5.Policy%20Index/terraform.html',
  mappings: {
    'CT-01': ['CKV_AWS_251'],
    'CT-02': ['CKV_AWS_67'],
    'CT-04': ['CKV_AWS_251'],
    'CT-06': ['CKV_AWS_36'],
    'CT-08': ['CKV_AWS_35'],
    'CT-18': ['CKV2_AWS_10'],
    'CT-25': ['CKV_AWS_294'],
    'GD-01': ['CKV_AWS_238', 'CKV2_AWS_3'],
    'GD-03': ['CKV2_AWS_3'],
    'LB-02': ['CKV_AWS_20', 'CKV_AWS_57', 'CKV_AWS_70', 'CKV_AWS_375', 'CKV2_AWS_43'],
    'LB-03': ['CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56', 'CKV2_AWS_6'],
    'LB-08': ['CKV_AWS_93'],
    'LB-09': ['CKV_AWS_21'],
    'LB-12': ['CKV_AWS_143'],
  },
} satisfies Framework;
