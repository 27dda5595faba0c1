import { Radio } from '@mantine/core';
import { words } from '../case-words.ts';

const { report: say } = words;
export type Answer = 'yes' | 'no';

type Props = {
  readonly question: string;
  /** The model of the devices it is asked of; null when they are of several. */
  readonly model: string | null;
  readonly count: number;
  readonly said: Answer | null;
  readonly say: (answer: Answer) => void;
  readonly tried: boolean;
};

/** Asks what only a look at the device settles. Neither answer is taken for granted. */
export function YesNo({ question, model, count, said, say: tell, tried }: Props) {
  return (
    <Radio.Group
      label={question}
      required
      value={said ?? ''}
      error={tried && said === null ? say.answerMissing : null}
      onChange={(value) => tell(value === 'yes' ? 'yes' : 'no')}
    >
      <div className="wk-radios">
        <Radio value="yes" label={say.answerYes} description={say.answerYesHint(model)} />
        <Radio value="no" label={say.answerNo} description={say.answerNoHint(count)} />
      </div>
    </Radio.Group>
  );
}
