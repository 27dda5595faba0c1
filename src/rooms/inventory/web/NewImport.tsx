// A file comes in: drop it, see what was understood, correct it, then import.
import { useState } from 'react';
import { uploadFile } from '../../../ui/api.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { FileDrop } from '../../../ui/FileDrop.tsx';
import { Go } from '../../../ui/Go.tsx';
import { type Preview, preview } from '../contract.ts';
import { PreviewForm } from './PreviewForm.tsx';
import { words } from './words.ts';
import './imports.css';

type Looked = { readonly file: File; readonly seen: Preview };

/** The page that takes a file. */
export function NewImport() {
  const [looked, setLooked] = useState<Looked | null>(null);
  const [siteCode, setSiteCode] = useState('');
  const [progress, setProgress] = useState<number>();
  const [refusal, setRefusal] = useState<unknown>(null);

  const look = async (file: File, source?: string) => {
    setRefusal(null);
    setProgress(0);
    try {
      const fileName = file.name.slice(-200);
      // Without a name the server finds the source that brought such headings before.
      const input = source === undefined ? { fileName } : { fileName, source };
      setLooked({ file, seen: await uploadFile(preview, input, { file, onProgress: setProgress }) });
    } catch (error) {
      setRefusal(error);
    } finally {
      setProgress(undefined);
    }
  };
  const again = () => {
    setLooked(null);
    setRefusal(null);
  };
  return (
    <div className="wl-page">
      <nav aria-label="Where this page is" className="wl-small">
        <Go to="/imports">{words.new.all}</Go>
      </nav>
      <div className="wl-line wl-spread">
        <h1>{looked ? looked.file.name : words.new.title}</h1>
        {looked && (
          <button type="button" className="wl-quiet wl-quiet--edged" onClick={again}>
            {words.new.another}
          </button>
        )}
      </div>
      {!looked && (
        <FileDrop
          label={words.new.drop}
          hint={progress === undefined ? words.new.hint : words.new.looking}
          accept=".csv,.tsv,.txt,.xlsx,.xlsm,.yaml,.yml"
          progress01={progress}
          onFiles={([file]) => file && void look(file)}
        />
      )}
      {refusal !== null && <ErrorState error={refusal} />}
      {looked && (
        <PreviewForm
          key={`${looked.seen.source}-${looked.file.lastModified}`}
          file={looked.file}
          seen={looked.seen}
          looking={progress !== undefined}
          siteCode={siteCode}
          onSite={setSiteCode}
          onSource={(source) => void look(looked.file, source)}
        />
      )}
    </div>
  );
}
