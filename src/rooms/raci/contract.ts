// Every endpoint of the matrix.
export * from './contract/matrix.ts';
export * from './contract/versions.ts';
