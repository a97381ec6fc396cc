import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, dialog } from 'electron';
import type { PackageInput } from '../../shared/register.ts';
import { packagePaper as words } from '../../shared/text/pl/package-paper.ts';
import { announce } from '../announce.ts';
import { fail } from '../failed.ts';
import { logFault } from '../log.ts';
import { type Part, packageParts, wholePart } from '../package-parts.ts';
import { standsAt } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { printedAt, sheetOf } from '../paper/sheet.ts';
import { legalDayText } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import type { Head } from '../session/witness.ts';
import { settings } from '../settings.ts';
import { interruptible } from './interrupting.ts';
import { proofOf } from './proof.ts';

type Listed = { name: string; bytes: number; sha256: string };

/**
 * Makes „Pakiet dla kontroli” in a folder that the person chooses. Fails with 'package-not-saved' where it cannot lie there or lies there already, and
 * as `packageParts` and `proofOf` do.
 */
export async function makePackage(
  current: Session,
  asked: PackageInput,
): Promise<'saved' | 'cancelled' | 'stopped'> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    defaultPath: app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory'],
  });
  const [chosen] = filePaths;
  if (canceled || chosen === undefined) return 'cancelled';
  const folder = join(chosen, fill(words.folder, { from: asked.from, to: asked.to }));
  return interruptible(current, (signal) => make(current, asked, folder, signal));
}

/** SECURITY: § 5: that it leaves is entered, with the hash of its list of files, before anything of it is written. */
async function make(
  current: Session,
  asked: PackageInput,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { from, to, basis, case: file } = asked;
  if (
    await access(folder).then(
      () => true,
      () => false,
    )
  )
    fail('package-not-saved');
  const head = await standsAt(current, []);
  const { parts: told, rows } = await packageParts(current, { from, to });
  const parts: Part[] = [
    ...told,
    { name: words.files.proof, content: () => proofOf(current.db, { from, to }, head) },
    // The bundle stands beside them.
    ...(await Promise.all(
      ['verify.py', 'formats.md'].map(async (name) =>
        wholePart(name, await readFile(join(__dirname, 'inspection', name))),
      ),
    )),
  ];
  const steps = 2 * parts.length;
  const listed: Listed[] = [];
  for (const [place, part] of parts.entries()) {
    announce('register.progress', { done: place, all: steps });
    listed.push(await through(part, signal, async () => undefined));
  }
  const sums = Buffer.from(listed.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  const sha256 = createHash('sha256').update(sums).digest('hex');
  signal.throwIfAborted();
  const filter = { person: null, case: null, from, to, state: null, kind: null };
  const occasion = `${basis}; ${file}`;
  const { seq } = await current.submit('read', { what: 'package', filter, occasion, rows, sha256 });
  const list = await listOf(current, asked, { seq, sha256, head, listed });
  const folders = new Set(parts.map(({ name }) => dirname(name)).filter((name) => name !== '.'));
  await writeFolder(folder, async (passing) => {
    // Once: a folder that vanishes on the way must not come again without what was in it.
    for (const name of folders) await onDisk(mkdir(join(passing, name)));
    for (const [place, part] of parts.entries()) {
      announce('register.progress', { done: parts.length + place, all: steps });
      const written = await writePart(passing, part, signal);
      if (written.sha256 !== listed[place]?.sha256)
        throw new Error('a file of a package is another one by now');
    }
    await writePart(passing, wholePart(words.files.sums, sums), signal);
    await writePart(passing, wholePart(words.files.list, list), signal);
    signal.throwIfAborted();
  });
}

/** Makes a folder whole or not at all: it gets its name only once all is in it. */
async function writeFolder(folder: string, fillIn: (passing: string) => Promise<void>): Promise<void> {
  const passing = `${folder}.${randomUUID().slice(0, 8)}`;
  try {
    await onDisk(mkdir(passing));
    await fillIn(passing);
    await onDisk(rename(passing, folder));
  } catch (error) {
    await rm(passing, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

async function writePart(folder: string, part: Part, signal: AbortSignal): Promise<Listed> {
  const file = await onDisk(open(join(folder, part.name), 'wx'));
  try {
    const written = await through(part, signal, (chunk) => onDisk(file.writeFile(chunk)));
    await onDisk(file.sync());
    return written;
  } finally {
    await file.close();
  }
}

/** Hands on what is in a file, piece by piece, and says what it was. */
async function through(
  { name, content }: Part,
  signal: AbortSignal,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<Listed> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content()) {
    signal.throwIfAborted();
    hash.update(chunk);
    bytes += chunk.length;
    await take(chunk);
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

/** A folder that is full, read-only or gone: the person picks another one. */
function onDisk<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    logFault('a package was not written', error);
    fail('package-not-saved');
  });
}

type Made = { seq: number; sha256: string; head: Head; listed: readonly Listed[] };

/** `spis.pdf`: what is in the package, and how somebody checks it without this program. */
async function listOf(
  current: Session,
  { from, to, basis, case: file }: PackageInput,
  { seq, sha256, head, listed }: Made,
): Promise<Uint8Array> {
  const { list } = words;
  const { keeperPublicKey, formerKeeperKeys = [] } = settings();
  const former = formerKeeperKeys.map(({ key, upTo, hash }) => ` --former ${key}:${upTo}:${hash}`);
  const proofBy = fill(list.proofBy, {
    keys: `${keeperPublicKey}${former.join('')}`,
    head: `${head.seq}:${head.hash.toString('hex')}`,
  });
  const days = { from: legalDayText(from), to: legalDayText(to) };
  const { pdf } = await sheetOf(current, {
    name: words.files.list,
    title: fill(list.title, days),
    note: fill(list.note, { basis, case: file, login: current.login, at: printedAt(), seq }),
    widths: [170, 60, '*'],
    columns: list.columns,
    rows: [
      ...listed.map((one) => [one.name, String(one.bytes), one.sha256]),
      [list.checks],
      [list.sums, '', list.sumsBy],
      [list.proof, '', proofBy],
    ],
    foot: (page, pages) => fill(list.foot, { sums: sha256, page, pages }),
  });
  return pdf;
}
