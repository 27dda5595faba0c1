export { generateHospital } from './hospital.ts';
export { writeHospital } from './write.ts';
