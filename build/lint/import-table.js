/**
 * Who may import whom, as one table: the folders are trust boundaries (server room, main process, sandboxed page).
 * The TypeScript project references make most of it a compile error; this says it with a reason.
 */

const zod = ['zod'];
const page = [
  'react',
  'react-dom',
  '@fluentui/*',
  '@fontsource/*',
  'react-hook-form',
  '@hookform/resolvers',
  'zustand',
  '@tanstack/*',
  'i18next',
  'react-i18next',
  'wavesurfer.js',
  'pdfjs-dist',
];

/** layer → local layers, packages and whether Node's modules may be imported; `instead` names the right way. */
const table = {
  shared: {
    layers: ['shared'],
    packages: zod,
    node: false,
    instead:
      'shared/ is pure TypeScript for every side: only zod and its own files. What needs node:crypto lives in shared/node, what needs Electron in electron/.',
  },
  'shared-node': {
    layers: ['shared', 'shared-node'],
    packages: [...zod, 'jsonc-parser'],
    node: true,
    instead: 'shared/node/ serves the app and the server room: shared/, node:* and jsonc-parser only.',
  },
  'electron-root': {
    layers: ['shared', 'shared-node', 'electron-root', 'electron-feature'],
    packages: ['electron', 'electron-log', ...zod],
    node: true,
    instead: 'The main process composes features and shared/; it never reaches into renderer/ or server/.',
  },
  'electron-feature': {
    layers: ['shared', 'shared-node', 'electron-root'],
    packages: ['electron', 'electron-log', 'knex', 'pg', 'ldapts', 'pdfmake', ...zod],
    node: true,
    instead:
      'A feature of the main process imports shared/, the files of electron/ itself, electron/session/ and electron/paper/, no other feature, and never renderer/ or server/.',
  },
  'renderer-root': {
    layers: ['shared', 'renderer-root', 'renderer-feature', 'renderer-ui'],
    packages: [...page, ...zod],
    node: false,
    instead: 'The page is sandboxed: no Node, no Electron. Ask the main process through api.ts.',
  },
  'renderer-ui': {
    layers: ['shared', 'renderer-root', 'renderer-ui'],
    packages: [...page, ...zod],
    node: false,
    instead: 'ui/ knows no data and no stores: give it properties.',
  },
  'renderer-feature': {
    layers: ['shared', 'renderer-root', 'renderer-ui'],
    packages: [...page, ...zod],
    node: false,
    instead:
      'A page imports ui/, player/, story/ and the files of renderer/ itself, not another page; App.tsx puts pages together.',
  },
  server: {
    layers: ['shared', 'shared-node', 'server'],
    packages: ['pg', 'knex', 'ldapts', 'commander', 'pino', 'chokidar', 'csv-parse', ...zod],
    node: true,
    instead: 'The server room is plain Node: never Electron, never the page.',
  },
  build: {
    layers: ['shared', 'shared-node', 'server', 'build'],
    packages: null,
    node: true,
    instead: 'build/ starts the app as a program; it imports neither electron/ nor renderer/.',
  },
};

/** Features that others of the same side may import: who is signed in, what prints, what plays, and what tells what happened. */
const open = { 'electron-feature': ['session', 'paper'], 'renderer-feature': ['player', 'story'] };

export const elements = [
  { type: 'shared-node', pattern: 'shared/node', partialMatch: false },
  { type: 'shared', pattern: 'shared', partialMatch: false },
  { type: 'electron-feature', pattern: 'electron/*', capture: ['feature'], partialMatch: false },
  { type: 'electron-root', pattern: 'electron', partialMatch: false },
  { type: 'renderer-ui', pattern: 'renderer/ui', partialMatch: false },
  { type: 'renderer-feature', pattern: 'renderer/*', capture: ['feature'], partialMatch: false },
  { type: 'renderer-root', pattern: 'renderer', partialMatch: false },
  { type: 'server', pattern: 'server', partialMatch: false },
  { type: 'build', pattern: 'build', partialMatch: false },
  { type: 'test', pattern: 'test', partialMatch: false },
];

/** Later policies win: each layer first loses everything, with the reason, and is then given what it may have. */
export const policies = Object.entries(table).flatMap(([layer, { layers, packages, node, instead }]) => {
  const from = { element: { type: layer } };
  const anything = [
    { element: { type: '*' } },
    { module: { origin: 'external' } },
    { module: { origin: 'core' } },
  ];
  const given = [
    ...layers.map((type) => ({ element: { type } })),
    ...(open[layer] ?? []).map((feature) => ({ element: { type: layer, captured: { feature } } })),
    ...(node ? [{ module: { origin: 'core' } }] : []),
    packages === null
      ? { module: { origin: 'external' } }
      : { module: { origin: 'external', source: packages } },
  ];
  return [
    ...anything.map((to) => ({ from, disallow: { to }, message: instead })),
    ...given.map((to) => ({ from, allow: { to } })),
  ];
});
