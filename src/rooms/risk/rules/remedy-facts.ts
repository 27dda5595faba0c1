// What remedies are made from: findings of a product at a site, and what advisories say to do.
import type { CveId } from '../../../kernel/ids.ts';
import type { AdvisoryRemediation } from '../../intel/model.ts';
import type { Remedy } from '../model.ts';
import type { Target, TextKind } from './remedy-text.ts';

/** What an advisory says to do, with the name of whoever says it. */
export interface AdvisoryFacts {
  readonly record: string;
  readonly remediations: readonly AdvisoryRemediation[];
  /** The names of its products by id, to tell for which of them a text is meant. */
  readonly products: ReadonlyMap<string, string>;
}
export interface RemedyFinding {
  readonly cve: CveId;
  readonly status: 'affected' | 'possible';
  readonly record: string;
  readonly productId: string | null;
  readonly question: string | null;
  /** Says of a version whether the record counts it as affected: a fix that is affected itself is none. */
  readonly counts?: (version: string) => 'yes' | 'no' | 'unknown';
}
/** The findings of one product, in one version, at one site. `noun` is what a nurse calls it. */
export interface RemedyGroup {
  readonly maker: string | null;
  readonly product: string;
  readonly noun: { readonly one: string; readonly many: string } | null;
  readonly site: string;
  readonly deviceCount: number;
  readonly findings: readonly RemedyFinding[];
  readonly advisories: readonly AdvisoryFacts[];
  /** The order of two versions, to let one update end what an older one would. */
  readonly compare: (a: string, b: string) => -1 | 0 | 1 | 'incomparable';
}
/** A maker's text with how it reads. */
export interface Text {
  readonly remediation: AdvisoryRemediation;
  readonly record: string;
  readonly kind: TextKind;
}
/** An action for one finding, before those that are the same are joined. */
export interface Action {
  readonly kind: Remedy['kind'];
  readonly how:
    | 'fix'
    | 'done'
    | 'planned'
    | 'none'
    | 'replace'
    | 'advice'
    | 'silent'
    | 'version'
    | 'exact'
    | 'question';
  readonly target: Target | null;
  readonly question: string | null;
  readonly texts: readonly Text[];
}
