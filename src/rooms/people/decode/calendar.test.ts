import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarDate } from '../../../kernel/time.ts';
import { readCalendar } from './calendar.ts';

const place = { timezone: 'Europe/Berlin', today: CalendarDate.parse('2026-11-23') };
const calendar = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', ...events.flatMap((e) => ['BEGIN:VEVENT', ...e, 'END:VEVENT']), 'END:VCALENDAR'].join(
    '\r\n',
  );
const read = (...events: string[][]) => {
  const found = readCalendar(calendar(...events), place);
  if (!found.ok) throw new Error(found.reason);
  return found.events.map((e) =>
    e.kind === 'absence' ? [e.uid, e.fromOn, e.toOn] : [e.uid, e.kind, e.sentence],
  );
};
const leave = (...lines: string[]) => ['UID:a', 'SUMMARY:Leave', ...lines];

describe('a calendar of absences', () => {
  it.each<[string, string[], string[]]>([
    [
      'whole days, the end not included',
      leave('DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261205'),
      ['a', '2026-12-01', '2026-12-04'],
    ],
    ['one day without an end', leave('DTSTART;VALUE=DATE:20261201'), ['a', '2026-12-01', '2026-12-01']],
    [
      'a working day in a zone',
      leave('DTSTART;TZID=Europe/Berlin:20261201T080000', 'DTEND;TZID=Europe/Berlin:20261201T180000'),
      ['a', '2026-12-01', '2026-12-01'],
    ],
    [
      'days with short ends',
      leave('DTSTART:20261201T200000Z', 'DTEND:20261203T230000Z'),
      ['a', '2026-12-02', '2026-12-03'],
    ],
    [
      'an hour',
      leave('DTSTART:20261201T080000Z', 'DTEND:20261201T090000Z'),
      ['a', 'skipped', 'It is shorter than half a day.'],
    ],
    [
      'what was cancelled',
      leave('STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20261201'),
      ['a', 'skipped', 'It was cancelled.'],
    ],
    [
      'free time',
      leave('TRANSP:TRANSPARENT', 'DTSTART;VALUE=DATE:20261201'),
      ['a', 'skipped', 'It is marked as free time.'],
    ],
    [
      'long ago',
      leave('DTSTART;VALUE=DATE:20250101'),
      ['a', 'skipped', 'It was over more than a month ago.'],
    ],
    [
      'an end before the start',
      leave('DTSTART;VALUE=DATE:20261205', 'DTEND;VALUE=DATE:20261201'),
      ['a', 'refused', 'It ends before it starts.'],
    ],
    ['no start', leave('DTSTART:nonsense'), ['a', 'refused', 'Its start cannot be read.']],
    [
      'no id',
      ['SUMMARY:x', 'DTSTART;VALUE=DATE:20261201'],
      ['event 1', 'refused', 'The event has no id (UID), so it would be new each time.'],
    ],
    [
      'a rule by the second',
      leave('DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=SECONDLY'),
      ['a', 'refused', 'By its rule it recurs in a way that cannot be read.'],
    ],
  ])('reads %s', (_, event, expected) => expect(read(event)).toEqual([expected]));

  it('reads what recurs, without what was taken out or moved', () => {
    expect(
      read(
        leave('DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE;VALUE=DATE:20261208'),
        leave('RECURRENCE-ID;VALUE=DATE:20261215', 'DTSTART;VALUE=DATE:20261217'),
      ),
    ).toEqual([
      ['a#2026-12-01', '2026-12-01', '2026-12-01'],
      ['a#2026-12-22', '2026-12-22', '2026-12-22'],
      ['a#2026-12-15', '2026-12-17', '2026-12-17'],
    ]);
  });
  it('bounds what recurs for ever', () => {
    expect(read(leave('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=DAILY'))).toHaveLength(100);
  });
  it('knows people by the addresses in it, folded lines included', () => {
    const found = readCalendar(
      calendar(leave('DTSTART;VALUE=DATE:20261201', 'ATTENDEE;CN=Ana:mai\r\n lto:Ana@X.org')),
      place,
    );
    expect(found.ok && found.events[0]?.emails).toEqual(['ana@x.org']);
  });
  it.each([
    ['nothing', '', 'not an iCalendar file'],
    ['a page', '<html></html>', 'not an iCalendar file'],
    ['a cut-off file', calendar(leave('DTSTART;VALUE=DATE:20261201')).slice(0, -8), 'cut off'],
    ['too much', `BEGIN:VCALENDAR\n${'x'.repeat(2_000_001)}`, 'larger than 2 MB'],
    ['too many events', calendar(...Array.from({ length: 3001 }, (_, i) => [`UID:${i}`])), 'more than 3000'],
  ])('refuses %s as a whole', (_, text, reason) => {
    const found = readCalendar(text, place);
    expect(found.ok ? '' : found.reason).toContain(reason);
  });
  it('never throws, whatever is damaged', () => {
    const good = calendar(
      leave('DTSTART;TZID=Europe/Berlin:20261201T080000', 'DURATION:P2D', 'RRULE:FREQ=WEEKLY'),
    );
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 12 }), (at, cut, put) => {
        const found = readCalendar(good.slice(0, at) + put + good.slice(at + cut), place);
        expect(typeof found.ok).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });
});
