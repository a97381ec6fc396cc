import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as v8 from 'node:v8';
import type * as vm from 'node:vm';
import type * as electron from 'electron';
import type { CDPSession } from '@playwright/test';
import type { Running } from './app.ts';
import { openFiles, pagePid } from '../../build/window/processes.ts';

/** What the program's two halves hold at one moment, counted by the engines themselves after they tidied up. */

/** The main process: listeners on Electron's objects, timers, objects of our own that own keys or files, open files, memory. */
export type MainInventory = {
  listeners: number;
  timers: number;
  owners: Record<string, number>;
  handles: number;
  bytes: number;
};

/** The page: elements and contexts of sound alive anywhere, nodes and listeners of the document, open files, memory. */
export type PageInventory = {
  sounds: number;
  contexts: number;
  nodes: number;
  listeners: number;
  handles: number;
  bytes: number;
};

/** Classes of the program whose instances own a key, a file or a stream. */
const owners = ['Prepared', 'SealedFile', 'SealedReader', 'FileHandle', 'ReadableStream'];

/** Timers that run in the main process; that costs next to nothing, so it may be asked until it is as it should be. */
export function timersIn({ app }: Running): Promise<number> {
  return app.evaluate(() => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length);
}

export async function mainInventory(running: Running): Promise<MainInventory> {
  const { app, home } = running;
  const timers = await timersIn(running);
  // Before the collection: Node closes a file that nobody holds any more when it collects its handle.
  const handles = openFiles(app.process().pid ?? 0).length;
  const file = join(home, 'heap.json');
  const inside = await app.evaluate(lookInside, file);
  const counted = countedIn(file, owners);
  rmSync(file);
  return { ...inside, timers, owners: counted, handles };
}

type Emitter = { listenerCount(name: string | symbol): number };

/** Runs in the program. Writes its heap, as it is after a collection, into `file`. */
function lookInside(
  { app, BrowserWindow, ipcMain, nativeTheme, powerMonitor, session }: typeof electron,
  file: string,
): Omit<MainInventory, 'handles' | 'owners' | 'timers'> {
  type Modules = { 'node:v8': typeof v8; 'node:vm': typeof vm };
  type Main = { mainModule: { require<Name extends keyof Modules>(name: Name): Modules[Name] } };
  const { mainModule } = process as unknown as Main;
  const heap = mainModule.require('node:v8');
  heap.setFlagsFromString('--expose-gc');
  const collect = mainModule.require('node:vm').runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  const [window] = BrowserWindow.getAllWindows();
  const emitters = [app, ipcMain, nativeTheme, powerMonitor, process, window, window?.webContents];
  const listeners = [...emitters, session.fromPartition('odsluch')]
    .flatMap((one) => (one?.eventNames() ?? []).map((name) => (one as Emitter).listenerCount(name)))
    .reduce((sum, count) => sum + count, 0);
  heap.writeHeapSnapshot(file);
  return { listeners, bytes: heapUsed + external };
}

type Snapshot = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
  strings: string[];
};

/** Instances of each class in a heap that was written down. */
function countedIn(file: string, names: readonly string[]): Record<string, number> {
  const { snapshot, nodes, strings } = JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [kindAt, nameAt] = [fields.indexOf('type'), fields.indexOf('name')];
  const object = types[0].indexOf('object');
  const found = new Map(names.map((name) => [name, 0]));
  for (let at = 0; at < nodes.length; at += fields.length) {
    const name = strings[nodes[at + nameAt] ?? 0] ?? '';
    const count = found.get(name);
    if (count !== undefined && nodes[at + kindAt] === object) found.set(name, count + 1);
  }
  return Object.fromEntries(found);
}

export async function pageInventory({ app, page }: Running): Promise<PageInventory> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const inventory = {
    sounds: await aliveOf(devtools, 'HTMLMediaElement'),
    contexts: await aliveOf(devtools, 'BaseAudioContext'),
    nodes,
    listeners: jsEventListeners,
    bytes: usedSize,
    handles: openFiles(await pagePid(app)).length,
  };
  await devtools.detach();
  return inventory;
}

/** How many instances of a class of the page are alive, part of the document or not. */
async function aliveOf(devtools: CDPSession, name: string): Promise<number> {
  const { result } = await devtools.send('Runtime.evaluate', { expression: `${name}.prototype` });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  const { result: count } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    // Whoever inherits from it counts as well: what has a constructor of its own is a prototype.
    functionDeclaration:
      'function () { return this.filter((one) => !Object.hasOwn(one, "constructor")).length; }',
    returnByValue: true,
  });
  for (const { objectId } of [result, objects]) {
    if (objectId !== undefined) await devtools.send('Runtime.releaseObject', { objectId });
  }
  return Number(count.value);
}
