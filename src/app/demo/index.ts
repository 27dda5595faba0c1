export type { DemoDevice } from './devices.ts';
export { generateHospital, type Hospital } from './hospital.ts';
export { arrivals, finishedWork, openTrouble, plantings } from './story.ts';
export { peopleTables } from './tables.ts';
export { exportName, writeHospital } from './write.ts';
