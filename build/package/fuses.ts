import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { type FuseName, fuses } from '../electron-builder.ts';

/** What stands in an executable: on, off, or `absent` where this Electron has no such fuse. */
export type FuseReading = Record<FuseName, 'on' | 'off' | 'absent'>;

const names = Object.keys(fuses) as FuseName[];

/** Reads every fuse that we know out of an executable; rejects where it has one that we do not know. */
export async function readFuses(executable: string): Promise<FuseReading> {
  const wire: Record<string, unknown> = await getCurrentFuseWire(executable);
  const known = new Set(names.map((name) => String(FuseV1Options[name])));
  const unknown = Object.keys(wire).filter((key) => /^\d+$/.test(key) && !known.has(key));
  if (unknown.length > 0) {
    throw new Error(`${executable} has fuses that nobody decided about (number ${unknown.join(', ')})`);
  }
  return Object.fromEntries(names.map((name) => [name, reading(wire[FuseV1Options[name]])])) as FuseReading;
}

function reading(state: unknown): 'on' | 'off' | 'absent' {
  switch (state) {
    case FuseState.ENABLE:
      return 'on';
    case FuseState.DISABLE:
      return 'off';
    case undefined:
    case FuseState.REMOVED:
      return 'absent';
    default:
      throw new Error(`a fuse is in the unknown state ${String(state)}`);
  }
}

/**
 * Sets every fuse that the executable has as the table says, but those of `except`, then reads them back; rejects where the
 * binary says otherwise. Fuses that this Electron lacks come back as `absent`.
 */
export async function setFuses(
  executable: string,
  except: Partial<Record<FuseName, boolean>> = {},
): Promise<FuseReading> {
  const wanted = { ...fuses, ...except };
  const before = await readFuses(executable);
  const present = names.filter((name) => before[name] !== 'absent');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    ...Object.fromEntries(present.map((name) => [FuseV1Options[name], wanted[name]])),
  });
  const after = await readFuses(executable);
  const wrong = present.filter((name) => after[name] !== (wanted[name] ? 'on' : 'off'));
  if (wrong.length > 0) throw new Error(`${executable} did not take the fuses ${wrong.join(', ')}`);
  return after;
}
