import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { PersonId } from '../../../kernel/ids.ts';
import { CalendarDate } from '../../../kernel/time.ts';
import { useClock } from '../../../ui/clock.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { useUrlSearch } from '../../../ui/url.ts';
import { askSwap, me, type RotaView, rotaTurns, type TurnView } from '../contract.ts';
import { FindPerson } from './FindPerson.tsx';
import { dayAfter, daysOf, type Stretch, wallOf } from './rota-week.ts';
import { words } from './rota-words.ts';

const DAYS = 7;
type Cell = { readonly fromAt: string; readonly toAt: string; readonly turn: TurnView | null };

const dayName = (on: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${on}T00:00:00Z`));
const timeOf = ({ from, to }: Stretch<Cell>): string => {
  if (from && to) return words.between(from, to);
  return from ? words.from(from) : to ? words.to(to) : words.allDay;
};

/** A week of turns, day by day; a turn opens with Enter and can be given to somebody else. */
export function RotaWeek({ rota }: { readonly rota: RotaView }) {
  const [search, setSearch] = useUrlSearch();
  const { now } = useClock();
  const today = wallOf(now.toISOString(), rota.timezone).on;
  const asked = CalendarDate.safeParse(search['from']);
  const from = asked.success ? asked.data : CalendarDate.parse(today);
  const query = useEndpoint(rotaTurns, { rotaId: rota.id, from, days: DAYS }, { keep: true });
  const [open, setOpen] = useState<TurnView | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const show = (to: string | undefined) => setSearch({ from: to });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'PageUp') show(dayAfter(from, -DAYS));
    else if (event.key === 'PageDown') show(dayAfter(from, DAYS));
    else {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const turns = [...(grid.current?.querySelectorAll('button') ?? [])];
      const at = turns.findIndex((turn) => turn.matches(':focus'));
      if (!step || at < 0) return;
      turns[at + step]?.focus();
    }
    event.preventDefault();
  };
  return (
    <section className="wl-card wl-stack" aria-label={words.week}>
      <div className="wl-line">
        <h2>{words.weekOf(dayName(from), dayName(dayAfter(from, DAYS - 1)))}</h2>
        <span className="wl-muted wl-small">{rota.timezone}</span>
        <Button variant="default" size="xs" onClick={() => show(dayAfter(from, -DAYS))}>
          {words.earlier}
        </Button>
        <Button variant="default" size="xs" onClick={() => show(undefined)}>
          {words.today}
        </Button>
        <Button variant="default" size="xs" onClick={() => show(dayAfter(from, DAYS))}>
          {words.later}
        </Button>
      </div>
      <p className="wl-muted wl-small">{words.weekHint}</p>
      <Loaded query={query} what={words.loadingWeek}>
        {(found) => {
          const cells: Cell[] = [
            ...found.turns.map((turn) => ({ fromAt: turn.fromAt, toAt: turn.toAt, turn })),
            ...found.holes.map((hole) => ({ ...hole, turn: null })),
          ];
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside take the focus; the keys only move it
            <div className="wl-week" ref={grid} onKeyDown={onKey}>
              {daysOf(cells, { from, days: DAYS, timezone: rota.timezone }).map((day) => (
                <section
                  key={day.on}
                  className={`wl-week__day${day.on === today ? ' wl-week__day--today' : ''}`}
                  aria-label={dayName(day.on)}
                >
                  <h3>{dayName(day.on)}</h3>
                  <ul>
                    {day.stretches.map((stretch) => (
                      <li key={`${stretch.span.fromAt}|${stretch.span.turn?.person.id ?? 'hole'}`}>
                        <Slot stretch={stretch} onOpen={setOpen} />
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </div>
          );
        }}
      </Loaded>
      {open && <Turn rota={rota} turn={open} now={now} onClose={() => setOpen(null)} />}
    </section>
  );
}

type SlotProps = { readonly stretch: Stretch<Cell>; readonly onOpen: (turn: TurnView) => void };

function Slot({ stretch, onOpen }: SlotProps) {
  const { turn } = stretch.span;
  if (!turn)
    return (
      <div className="wl-week__hole">
        <span className="wl-small">{timeOf(stretch)}</span>
        <Severity tone="middle" word={words.hole} quiet />
      </div>
    );
  return (
    <button type="button" className="wl-week__turn" onClick={() => onOpen(turn)}>
      <span className="wl-small wl-muted">{timeOf(stretch)}</span>
      <strong>{turn.person.name}</strong>
      {turn.insteadOf && <span className="wl-small">{words.instead(turn.insteadOf)}</span>}
      {turn.isAway && <Severity tone="high" word={words.away} quiet />}
    </button>
  );
}

type TurnProps = {
  readonly rota: RotaView;
  readonly turn: TurnView;
  readonly now: Date;
  readonly onClose: () => void;
};

function Turn({ rota, turn, now, onClose }: TurnProps) {
  const who = useEndpoint(me, {}).data;
  const self = who?.person?.id ?? null;
  const [to, setTo] = useState<{ id: PersonId; name: string } | null>(null);
  const [note, setNote] = useState('');
  const action = useAction(askSwap);
  const toasts = useToasts();
  const isOver = new Date(turn.toAt) <= now;
  const isMine = self !== null && (self === turn.person.id || self === to?.id);
  const may = (who?.permissions.includes('work.act') ?? false) && !isOver;
  const records = rota.mayEdit && !isMine;
  // By the rota's own clock, as in the week behind this dialog.
  const whole = (instant: string): string => {
    const { on, at } = wallOf(instant, rota.timezone);
    return `${dayName(on)} ${at}`;
  };
  const send = () =>
    to &&
    action.mutate(
      {
        rotaId: rota.id,
        turnAt: turn.fromAt,
        fromPersonId: turn.person.id,
        toPersonId: to.id,
        note: note.trim() || null,
      },
      {
        onSuccess: () => {
          toasts.done(records ? words.done.noted : words.done.asked);
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      title={words.turnOf(turn.person.name)}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {words.back}
          </Button>
          {may && (
            <Button loading={action.isPending} disabled={!to || (records && !note.trim())} onClick={send}>
              {records ? words.record : words.ask}
            </Button>
          )}
        </>
      }
    >
      <p>
        {whole(turn.fromAt)} – {whole(turn.toAt)} ({rota.timezone})
        {turn.insteadOf && `, ${words.instead(turn.insteadOf)}`}
        {turn.isFromFile && `, ${words.fromFile}`}
      </p>
      {isOver && <p className="wl-muted">{words.over}</p>}
      {may && (
        <div className="wl-stack">
          <p className="wl-muted wl-small">{records ? words.giveForHint : words.giveHint}</p>
          {to ? (
            <p>
              <strong>{to.name}</strong>{' '}
              <button type="button" className="wl-quiet" onClick={() => setTo(null)}>
                {words.remove(to.name)}
              </button>
            </p>
          ) : (
            <FindPerson label={words.give} choose={(id, name) => setTo({ id, name })} />
          )}
          <Textarea
            label={words.note}
            rows={2}
            required={records}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
      )}
      {action.error && <ErrorState error={action.error} />}
    </Dialog>
  );
}
