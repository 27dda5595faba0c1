// A file on its way to a draft: read, read again after each choice, then made into a draft.
import { useRef, useState } from 'react';
import { uploadFile } from '../../../ui/api.ts';
import { draftFromFile, type MatrixReading, readForDraft } from '../contract.ts';

type Choices = { readonly roles: readonly string[]; readonly activities: readonly string[] };
const none: Choices = { roles: [], activities: [] };

/** The choices by commas; as many as there are names, empty where nothing was chosen. */
const joined = (choices: readonly string[]): string => choices.join(',');
/** `list` with one place set, filled with empty places before it. */
export function withChoice(list: readonly string[], at: number, choice: string): string[] {
  const next = Array.from({ length: Math.max(list.length, at + 1) }, (_, i) => list[i] ?? '');
  next[at] = choice;
  return next;
}

/** The state of reading one file. `make` answers the id of the draft, or null where the file is not fit. */
export function useReading() {
  const [file, setFile] = useState<File | null>(null);
  const [sheet, setSheet] = useState<string | undefined>();
  const [choices, setChoices] = useState<Choices>(none);
  const [reading, setReading] = useState<MatrixReading | null>(null);
  const [progress, setProgress] = useState<number | undefined>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const turn = useRef(0);
  const inputOf = (from: File, of: string | undefined, wish: Choices) => ({
    fileName: from.name.slice(-255),
    ...(of === undefined ? {} : { sheet: of }),
    roles: joined(wish.roles),
    activities: joined(wish.activities),
  });
  const read = async (from: File, of: string | undefined, wish: Choices, isFirst: boolean) => {
    const mine = ++turn.current;
    setRefusal(null);
    setBusy(true);
    if (isFirst) setProgress(0);
    try {
      const found = await uploadFile(readForDraft, inputOf(from, of, wish), {
        file: from,
        ...(isFirst ? { onProgress: setProgress } : {}),
      });
      if (mine === turn.current) setReading(found);
    } catch (error) {
      if (mine === turn.current) setRefusal(error);
    } finally {
      if (mine === turn.current) setBusy(false);
      setProgress(undefined);
    }
  };
  const begin = (next: File) => {
    setFile(next);
    setSheet(undefined);
    setChoices(none);
    setReading(null);
    return read(next, undefined, none, true);
  };
  const choose = (wish: Choices) => {
    setChoices(wish);
    return file ? read(file, sheet, wish, false) : Promise.resolve();
  };
  const chooseSheet = (name: string) => {
    setSheet(name);
    setChoices(none);
    return file ? read(file, name, none, false) : Promise.resolve();
  };
  const make = async () => {
    if (!file) return null;
    setBusy(true);
    setRefusal(null);
    try {
      const made = await uploadFile(draftFromFile, inputOf(file, sheet, choices), { file });
      setReading(made.reading);
      return made.versionId;
    } catch (error) {
      setRefusal(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const clear = () => {
    turn.current += 1;
    setFile(null);
    setReading(null);
    setRefusal(null);
    setBusy(false);
  };
  return { reading, choices, progress, busy, refusal, begin, choose, chooseSheet, make, clear };
}
