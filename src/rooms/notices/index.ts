// The front door of notices: messages that leave the house.
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
