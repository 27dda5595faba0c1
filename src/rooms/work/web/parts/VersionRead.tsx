import { Radio, TextInput } from '@mantine/core';
import { words } from '../case-words.ts';

const { report: say } = words;
export type VersionSaid = { readonly how: 'target' | 'other' | 'unread' | null; readonly text: string };

/** The version that was said to be on the device, and whether enough was said. A version is never taken silently. */
export function versionOf(
  { how, text }: VersionSaid,
  target: string | null,
  wanted: boolean,
): { ok: boolean; version: string | null } {
  const typed = text.trim();
  if (target && !wanted) {
    if (how === 'target') return { ok: true, version: target };
    if (how === 'unread') return { ok: true, version: null };
    return { ok: how === 'other' && typed !== '', version: typed || null };
  }
  return { ok: !wanted || typed !== '', version: typed || null };
}

type Props = {
  readonly target: string | null;
  /** The step is about finding it out: without a version it is not done. */
  readonly wanted: boolean;
  readonly many: boolean;
  readonly said: VersionSaid;
  readonly say: (said: VersionSaid) => void;
  readonly tried: boolean;
};

/** Asks which software version the device shows; the wanted one is offered, not assumed. */
export function VersionRead({ target, wanted, many, said, say: tell, tried }: Props) {
  const label = many ? say.versionMany : say.version;
  const { ok } = versionOf(said, target, wanted);
  const field = (
    <TextInput
      label={target && !wanted ? say.versionField : label}
      required={wanted || said.how === 'other'}
      maxLength={100}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      className="wk-version"
      value={said.text}
      error={tried && !ok ? say.versionWanted : null}
      onChange={(event) => tell({ ...said, text: event.currentTarget.value })}
    />
  );
  if (!target || wanted) return field;
  return (
    <>
      <Radio.Group
        label={label}
        required
        value={said.how ?? ''}
        error={tried && said.how === null ? say.versionMissing : null}
        onChange={(how) =>
          tell({ ...said, how: (['target', 'other', 'unread'] as const).find((one) => one === how) ?? null })
        }
      >
        <div className="wk-radios">
          <Radio value="target" label={say.versionTarget(target)} />
          <Radio value="other" label={say.versionOther} />
          <Radio value="unread" label={say.versionUnread} />
        </div>
      </Radio.Group>
      {said.how === 'other' && field}
    </>
  );
}
