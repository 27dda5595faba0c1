import { z } from 'zod';
import { AppError } from '../../../../kernel/errors.ts';
import { DeviceId } from '../../../../kernel/ids.ts';
import type { CaseDevice } from '../../contract.ts';
import { deviceName } from '../case-say.ts';
import { words } from '../case-words.ts';

const Reports = z.object({
  reports: z.array(z.object({ deviceId: DeviceId, ok: z.boolean(), message: z.string().nullable() })),
});
export type DeviceReport = z.infer<typeof Reports>['reports'][number];

/** The refusals inside an error that refused every device; null when it is another error. */
export function reportsIn(error: unknown): readonly DeviceReport[] | null {
  const found = error instanceof AppError ? Reports.safeParse(error.details) : null;
  return found?.success && found.data.reports.length > 1 ? found.data.reports : null;
}

/** Which devices were refused and why, one by one. */
export function Refused({
  reports,
  devices,
}: {
  readonly reports: readonly DeviceReport[];
  readonly devices: readonly CaseDevice[];
}) {
  const refused = reports.filter((one) => !one.ok);
  return (
    <div className="wk-refused" role="alert">
      <strong>
        {refused.length < reports.length && `${words.report.partly(reports.length - refused.length)} `}
        {words.report.refused(refused.length)}
      </strong>
      <ul>
        {refused.map((one) => {
          const device = devices.find(({ deviceId }) => deviceId === one.deviceId);
          return (
            <li key={one.deviceId}>
              <span>{device ? deviceName(device) : one.deviceId}</span>{' '}
              <span className="wl-muted">{one.message}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
