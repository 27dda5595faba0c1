// The nouns of raci: the matrix with its staffing and what a resolution answers; what is tried on it.
export * from './model/matrix.ts';
export * from './model/simulation.ts';
