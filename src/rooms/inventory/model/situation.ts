// What a device's place and work mean for a decision, mild to grave; the decision tables rely on that order.
import { z } from 'zod';

/** How a device can be reached. @source CERT/CC SSVC, System Exposure */
export const Exposure = z.enum(['small', 'controlled', 'open']);
export type Exposure = z.infer<typeof Exposure>;

/** What care loses without it. @source CERT/CC SSVC, Mission Impact */
export const Mission = z.enum(['degraded', 'mef_support_crippled', 'mef_failure', 'mission_failure']);
export type Mission = z.infer<typeof Mission>;
