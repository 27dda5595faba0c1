// What needs types to judge: promises, exhaustive switches, no `any`, no `as`. Biome does the rest.
import tseslint from 'typescript-eslint';

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const noAs = {
  selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
  message: 'Parse instead of asserting a type.',
};
const rules = {
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/unified-signatures': 'off',
  // A row type that only the caller knows: the SQL's columns are not checked by the compiler anyway.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  'no-restricted-syntax': ['error', noDefaultExport, noAs],
};
const on = (files, project, extra = {}) => ({
  files,
  extends: [tseslint.configs.strictTypeChecked],
  languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
  rules: { ...rules, ...extra },
});
export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'bench-results/**',
      '*.config.ts',
      '**/.*',
      'node_modules/**',
      '**/*.gen.ts',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  {
    ...on(['src/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts', 'e2e/**/*.ts'], './tsconfig.server.json'),
    ignores: ['src/ui/**', 'src/**/web/**'],
  },
  on(['src/ui/**/*.{ts,tsx}', 'src/**/web/**/*.{ts,tsx}'], './tsconfig.web.json'),
  {
    files: [
      'src/platform/**',
      'src/**/*.test.ts',
      'src/**/testing.ts',
      'src/**/testing/**',
      'bench/**',
      'scripts/**',
      'e2e/**',
    ],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    files: ['**/*.test.ts', '**/*.config.ts', 'e2e/**'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': 'off',
    },
  },
);
