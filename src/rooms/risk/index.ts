// The front door of risk: decisions and remedies brought in line with what is known.
export { routes } from './routes.ts';
export { markAccepted } from './service/accepted.ts';
export { reassess } from './service/assess.ts';
export { milderThanDecided } from './service/decisions.ts';
