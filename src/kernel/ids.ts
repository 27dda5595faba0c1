import { z } from 'zod';

/** Ids are positive integers branded with the name of their noun, so that one cannot stand in for another. */
const id = <const Brand extends string>(_name: Brand) =>
  z.coerce.number().int().positive().max(2_147_483_647).brand<Brand>();

export const SiteId = id('SiteId');
export type SiteId = z.infer<typeof SiteId>;
export const WardId = id('WardId');
export type WardId = z.infer<typeof WardId>;
export const OrganisationId = id('OrganisationId');
export type OrganisationId = z.infer<typeof OrganisationId>;
export const PersonId = id('PersonId');
export type PersonId = z.infer<typeof PersonId>;
export const TeamId = id('TeamId');
export type TeamId = z.infer<typeof TeamId>;
export const SourceId = id('SourceId');
export type SourceId = z.infer<typeof SourceId>;
export const ImportId = id('ImportId');
export type ImportId = z.infer<typeof ImportId>;
export const ProfileId = id('ProfileId');
export type ProfileId = z.infer<typeof ProfileId>;
export const DeviceId = id('DeviceId');
export type DeviceId = z.infer<typeof DeviceId>;
export const FeedId = id('FeedId');
export type FeedId = z.infer<typeof FeedId>;
export const AdvisoryId = id('AdvisoryId');
export type AdvisoryId = z.infer<typeof AdvisoryId>;
export const MatchId = id('MatchId');
export type MatchId = z.infer<typeof MatchId>;
export const CohortId = id('CohortId');
export type CohortId = z.infer<typeof CohortId>;
export const FindingId = id('FindingId');
export type FindingId = z.infer<typeof FindingId>;
export const RemedyId = id('RemedyId');
export type RemedyId = z.infer<typeof RemedyId>;
export const MatrixVersionId = id('MatrixVersionId');
export type MatrixVersionId = z.infer<typeof MatrixVersionId>;
export const StaffingId = id('StaffingId');
export type StaffingId = z.infer<typeof StaffingId>;
export const ChainId = id('ChainId');
export type ChainId = z.infer<typeof ChainId>;
export const ObligationId = id('ObligationId');
export type ObligationId = z.infer<typeof ObligationId>;
export const GateId = id('GateId');
export type GateId = z.infer<typeof GateId>;
export const NoticeId = id('NoticeId');
export type NoticeId = z.infer<typeof NoticeId>;
export const AcceptanceId = id('AcceptanceId');
export type AcceptanceId = z.infer<typeof AcceptanceId>;
export const QuestionId = id('QuestionId');
export type QuestionId = z.infer<typeof QuestionId>;
export const ControlId = id('ControlId');
export type ControlId = z.infer<typeof ControlId>;
export const RotaId = id('RotaId');
export type RotaId = z.infer<typeof RotaId>;
export const ChannelId = id('ChannelId');
export type ChannelId = z.infer<typeof ChannelId>;
export const MessageId = id('MessageId');
export type MessageId = z.infer<typeof MessageId>;

/** A CVE identifier. @source CVE Record Format 5.1, cveId pattern */
export const CveId = z
  .string()
  .regex(/^CVE-[0-9]{4}-[0-9]{4,19}$/)
  .brand<'CveId'>();
export type CveId = z.infer<typeof CveId>;
