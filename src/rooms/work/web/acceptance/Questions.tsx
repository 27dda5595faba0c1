// Who assesses and who is consulted, what they said, and the answer asked of me.
import { Button, Radio, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { Due, When } from '../../../../ui/Due.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { useToasts } from '../../../../ui/toasts.tsx';
import { type AcceptanceDetail, answerAcceptance } from '../../contract.ts';
import { useAct } from '../act.ts';
import { words } from './words.ts';

const { asked: say } = words;
type Question = AcceptanceDetail['questions'][number];
type Props = { readonly it: AcceptanceDetail; readonly reload: () => void };
const answers = ['yes', 'yes_with_conditions', 'no'] as const;

/** The questions, mine with its form. */
export function Questions({ it, reload }: Props) {
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-asked">
      <h2 id="wk-asked">{say.title}</h2>
      <ul className="wk-gatelist">
        {it.questions.map((question) => (
          <One key={question.id} it={it} question={question} reload={reload} />
        ))}
      </ul>
    </section>
  );
}

function One({ it, question, reload }: Props & { readonly question: Question }) {
  return (
    <li className={`wk-gate${question.isMine ? ' wk-gate--mine' : ''}`}>
      <div className="wk-gate__who">
        <strong>{question.label}</strong>{' '}
        <span className="wl-muted wl-small">
          {question.roleName} · {say[question.part].toLowerCase()}
        </span>
      </div>
      <div className="wk-gate__came">
        <Came it={it} question={question} />
      </div>
      {question.answerText && <p className="wk-gate__more wk-quote">{question.answerText}</p>}
      {question.isMine && (
        <div className="wk-gate__more wl-no-print">
          <Form question={question} reload={reload} />
        </div>
      )}
    </li>
  );
}

function Came({ it, question }: Pick<Props, 'it'> & { readonly question: Question }) {
  if (question.answer !== null)
    return (
      <span>
        <strong
          className={question.answer === 'no' || question.answer === 'lapsed' ? 'wk-no-answer' : undefined}
        >
          {say.answers[question.answer]}
        </strong>
        {question.answeredBy && <span className="wl-muted"> {say.by(question.answeredBy)}</span>}
        {question.answeredAt && (
          <span className="wl-muted">
            , <When at={question.answeredAt} />
          </span>
        )}
      </span>
    );
  const isAsked = it.state === (question.part === 'assess' ? 'requested' : 'assessed');
  if (!isAsked) return <span className="wl-muted">{it.state === 'requested' ? say.later : '–'}</span>;
  return (
    <span>
      {say.until} <Due at={question.dueAt} />
    </span>
  );
}

function Form({ question, reload }: { readonly question: Question; readonly reload: () => void }) {
  const [answer, setAnswer] = useState<(typeof answers)[number] | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const act = useAct(answerAcceptance, reload);
  const toasts = useToasts();
  const short = answer !== null && answer !== 'yes' && text.trim().length < 3;
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (answer === null || short || act.busy) return;
    setRefusal(null);
    try {
      if (await act.run({ questionId: question.id, answer, ...(text.trim() ? { text: text.trim() } : {}) }))
        toasts.done(say.sent);
    } catch (error) {
      setRefusal(error);
    }
  };
  return (
    <form className="wl-stack" onSubmit={(event) => void send(event)}>
      <Radio.Group
        label={say.mine}
        value={answer ?? ''}
        error={tried && answer === null ? say.choose : null}
        onChange={(value) => setAnswer(answers.find((one) => one === value) ?? null)}
      >
        <div className="wk-radios">
          {answers.map((one) => (
            <Radio key={one} value={one} label={say.choices[one]} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={say.note}
        rows={2}
        maxLength={2000}
        value={text}
        error={tried && short ? say.missing : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {refusal !== null && <ErrorState error={refusal} />}
      <div>
        <Button type="submit" loading={act.busy}>
          {say.send}
        </Button>
      </div>
    </form>
  );
}
