import type { UserConfig } from 'vite';

/** What knex and pg name but never reach with client 'pg'; a bundle cannot be made unless they are left out of it. */
export const neverReached = [
  'better-sqlite3',
  'mysql',
  'mysql2',
  'mariadb/callback',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious',
];

/**
 * One self-contained file a program, for Node 20 that runs no TypeScript. `entries` maps the name of a program to its
 * first source file, `outside` names packages that bring files of their own and cannot be bundled.
 */
export function nodeBundle(
  outDir: string,
  entries: Record<string, string>,
  outside: readonly string[] = [],
): UserConfig {
  return {
    publicDir: false,
    ssr: { noExternal: true, external: [...outside] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.19',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: entries,
        external: [...outside, ...neverReached],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  };
}
