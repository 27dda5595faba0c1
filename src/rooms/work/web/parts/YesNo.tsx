import { Radio } from '@mantine/core';
import { words } from '../case-words.ts';

const { report: say } = words;
export type Answer = 'yes' | 'no';

type Props = {
  readonly question: string;
  readonly said: Answer | null;
  readonly say: (answer: Answer) => void;
  readonly tried: boolean;
};

/** Asks what only a look at the device settles. Neither answer is taken for granted. */
export function YesNo({ question, said, say: tell, tried }: Props) {
  return (
    <Radio.Group
      label={question}
      required
      value={said ?? ''}
      error={tried && said === null ? say.answerMissing : null}
      onChange={(value) => tell(value === 'yes' ? 'yes' : 'no')}
    >
      <div className="wk-radios">
        <Radio value="yes" label={say.answerYes} />
        <Radio value="no" label={say.answerNo} />
      </div>
    </Radio.Group>
  );
}
