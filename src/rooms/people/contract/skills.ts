// What people are trained in, and until when it counts.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { PersonId } from '../../../kernel/ids.ts';
import { CalendarDate } from '../../../kernel/time.ts';

const skill = z.string().trim().min(1).max(120);
export const SkillView = z.object({
  skill: z.string(),
  gainedOn: CalendarDate,
  expiresOn: CalendarDate.nullable(),
  proof: z.string().nullable(),
  isCurrent: z.boolean(),
});
export const skills = endpoint({
  method: 'GET',
  path: '/people/:personId/skills',
  permission: 'people.read',
  summary: 'What a person is trained in, by name',
  input: z.object({ personId: PersonId }),
  output: z.object({ name: z.string(), skills: z.array(SkillView), mayEdit: z.boolean() }),
});
export const noteSkill = endpoint({
  method: 'POST',
  path: '/people/:personId/note-skill',
  permission: 'people.write',
  summary: 'Notes a training of a person, or renews it',
  input: z.object({
    personId: PersonId,
    skill,
    gainedOn: CalendarDate,
    /** The last day on which it counts; null where it does not run out. */
    expiresOn: CalendarDate.nullable(),
    proof: z.string().trim().max(500).nullable().default(null),
  }),
  output: z.object({}),
});
export const dropSkill = endpoint({
  method: 'POST',
  path: '/people/:personId/drop-skill',
  permission: 'people.write',
  summary: 'Takes a training of a person away',
  input: z.object({ personId: PersonId, skill }),
  output: z.object({}),
});
