import { z } from 'zod';

/** What an account may do. Reading follows scope; work on a case follows the letters a person holds on it. */
export const Permission = z.enum([
  'public', // no sign-in needed
  'signed_in', // any account
  'people.read',
  'people.write',
  'inventory.read',
  'inventory.import',
  'inventory.write',
  'intel.read',
  'intel.sync',
  'findings.read',
  'risk.read',
  'risk.decide',
  'raci.read',
  'raci.write',
  'work.read',
  'work.act',
  'ledger.read',
  'metrics.read',
  'notices.manage',
]);
export type Permission = z.infer<typeof Permission>;

/** An account's profile: a named bundle of permissions. Letters of the matrix are separate and come from staffing. */
export const AccountProfile = z.enum([
  'administrator',
  'leader',
  'analyst',
  'technician',
  'clinical',
  'buyer',
  'auditor',
  'outsider',
]);
export type AccountProfile = z.infer<typeof AccountProfile>;

const reads: Permission[] = [
  'signed_in',
  'people.read',
  'inventory.read',
  'intel.read',
  'findings.read',
  'risk.read',
  'raci.read',
  'work.read',
  'metrics.read',
];

/** The permissions of each profile. An outsider sees nothing but the work addressed to them. */
export const permissionsOf: Readonly<Record<AccountProfile, readonly Permission[]>> = {
  administrator: Permission.options.filter((p) => p !== 'public'),
  leader: [...reads, 'work.act', 'risk.decide', 'raci.write', 'ledger.read', 'people.write'],
  analyst: [
    ...reads,
    'work.act',
    'risk.decide',
    'raci.write',
    'inventory.import',
    'inventory.write',
    'intel.sync',
    'ledger.read',
  ],
  technician: [...reads, 'work.act', 'inventory.import', 'inventory.write'],
  clinical: [...reads, 'work.act'],
  buyer: [...reads, 'work.act'],
  auditor: [...reads, 'ledger.read'],
  outsider: ['signed_in', 'work.act'],
};
