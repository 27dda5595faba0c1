// The front door of metrics: measures over every room.
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { recordDay } from './store.ts';
