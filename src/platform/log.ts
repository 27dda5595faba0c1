import pino from 'pino';

/** JSON lines on standard error. Never patient data, never raw packets, never a secret. */
export type Log = pino.Logger;

/** The process's log at `level`; every line carries time, level, event and what the caller adds. */
export const makeLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', '*.password', 'token', '*.token', 'cookie', 'authorization'],
        censor: '***',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );

/** A log that says nothing, for tests. */
export const silentLog: Log = pino({ level: 'silent' });
