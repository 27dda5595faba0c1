// Every endpoint of the matrix.
export * from './contract/clocks.ts';
export * from './contract/matrix.ts';
export * from './contract/matrix-file.ts';
export * from './contract/standing.ts';
export * from './contract/versions.ts';
