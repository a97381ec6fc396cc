import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import reactHooks from 'eslint-plugin-react-hooks';
import security from 'eslint-plugin-security';
import tseslint from 'typescript-eslint';
import * as house from './build/lint/house-rules.js';
import { elements, policies } from './build/lint/import-table.js';

/** The directory files alone speak LDAP; everybody else asks them. */
const ldapFiles = [
  'electron/session/directory.ts',
  'server/keeper/directory.ts',
  'server/directory/directory.ts',
  'build/office/**',
  'test/**',
];
const toolConfigs = [
  '*.config.{ts,js}',
  'build/*.config.ts',
  'test/package/playwright.config.ts',
  'test/package/global-setup.ts',
];
const plainJavaScript = ['**/*.{js,mjs,cjs}'];

const nodeGlobals = [
  'process',
  'console',
  'Buffer',
  'URL',
  'fetch',
  'AbortController',
  'AbortSignal',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'structuredClone',
  'performance',
  'TextDecoder',
  'TextEncoder',
];

const only = (rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default tseslint.config(
  {
    ignores: [
      'out/',
      'dist/',
      'node_modules/',
      '.cache/',
      'build/*.d.mts',
      'demo-output/',
      'pictures-output/',
      'test-output/',
      'build/office/voices/',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  security.configs.recommended,
  noUnsanitized.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/elements': elements,
      'boundaries/elements-single-match': true,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
      'import/resolver': { typescript: { project: 'tsconfig.json', noWarnOnMultipleProjects: true } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'allow', checkAllOrigins: true, policies }],
      ...only(house.everywhere),
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'ldapts', message: 'Only the directory.ts files speak LDAP: ask authenticate() there.' },
          ],
        },
      ],
      eqeqeq: 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],

      // Numbers in a sentence or an address are what they look like.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => set(…)` says what it does; the braces that the rule asks for add nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A handler that must be a promise by its type may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // An endless loop is left by return or throw; `for (;;)` and `while (true)` mean it.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Types here are plain objects of functions without `this`; a class of ours keeps its state in #fields, so that an
      // unbound call fails at once.
      '@typescript-eslint/unbound-method': 'off',
      // A parameter that a signature demands and nobody reads is called `_…`.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A press on a button may start something that waits; React does not care for the promise.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Reports every array[index]; noUncheckedIndexedAccess already makes each of them be looked at.
      'security/detect-object-injection': 'off',
      // Reports every path that is not a literal, i.e. every path; the share and the page's files have own checks.
      'security/detect-non-literal-fs-filename': 'off',
      // Guesses by counting quantifiers; whatever meets a pattern here had its length limited by a schema first.
      'security/detect-unsafe-regex': 'off',
      // Texts are taken apart by code points on purpose; no combined emoji stands in a case number.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  { files: ldapFiles, rules: { 'no-restricted-imports': 'off' } },
  { files: ['electron/**/*.ts'], rules: only(house.inElectron) },
  { files: ['electron/*/queries.ts'], rules: only(house.inQueries) },
  { files: ['electron/answer.ts'], rules: only(house.inAnswer) },
  { files: ['electron/preload.ts'], rules: only(house.inPreload) },
  { files: ['server/verify/**'], rules: only(house.inVerify) },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat['recommended-latest']],
    rules: {
      ...only(house.inRenderer),
      // A recorded call has no captions; its waveform and the notes beside it stand for them.
      'jsx-a11y/media-has-caption': 'off',
      // Focus goes to a field that just opened at the person's own wish.
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
      // Speaks to React's compiler, which does not run here; TanStack Virtual is memoised by hand.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    // Neither holds a secret of anybody: the office of a demo, and what tries the locks.
    files: ['build/**', 'test/**'],
    rules: { 'security/detect-possible-timing-attacks': 'off', 'security/detect-non-literal-regexp': 'off' },
  },
  { files: ['build/pictures/answers.ts'], rules: only(house.inPictures) },
  { files: ['test/**'], rules: only(house.inTests) },
  // A declaration says what a package exports, which may be a default.
  { files: [...toolConfigs, '**/*.d.ts'], rules: only(house.inToolConfigs) },
  {
    files: plainJavaScript,
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
  {
    // Programs that we are measured against: one CommonJS file each, as Electron 25 wants it.
    files: ['test/bench/players/*/main.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['require', '__dirname', 'Response', 'ReadableStream'].map((name) => [name, 'readonly']),
      ),
    },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'security/detect-non-literal-require': 'off' },
  },
);
