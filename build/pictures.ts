import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningOffice } from './office/office.ts';
import { Album } from './pictures/album.ts';
import { authorisation } from './pictures/authorisation.ts';
import { kept } from './pictures/completeness.ts';
import { documents } from './pictures/documents.ts';
import { duties } from './pictures/duties.ts';
import { ownCards } from './pictures/own-cards.ts';
import { quality } from './pictures/quality.ts';
import { qualityAnnotations } from './pictures/quality-annotations.ts';
import { qualityCard } from './pictures/quality-card.ts';
import { rules } from './pictures/rules.ts';
import { finding } from './pictures/finding.ts';
import { holds } from './pictures/holds.ts';
import { keeping } from './pictures/keeping.ts';
import { justifying } from './pictures/justifying.ts';
import { listening } from './pictures/listening.ts';
import { matters } from './pictures/matters.ts';
import { protocols, refusals } from './pictures/protocols.ts';
import { review } from './pictures/review.ts';
import { refusedStart } from './pictures/refused-start.ts';
import { register } from './pictures/register.ts';
import { restrictions } from './pictures/restrictions.ts';
import { around, signingIn, withoutPages } from './pictures/signing-in.ts';
import { type Part, takeAll } from './pictures/state.ts';
import { startProgram } from './window/program.ts';

/** The parts in this order: register and papers at the end show what the others left. */
const parts: Readonly<Record<string, Part>> = {
  logowanie: signingIn,
  okno: withoutPages,
  program: around,
  szukaj: finding,
  uzasadnienie: justifying,
  odsluchanie: listening,
  odmowy: refusals,
  protokoly: protocols,
  rejestr: register,
  pulpit: duties,
  sprawy: matters,
  upowaznienia: authorisation,
  regulamin: rules,
  przeglad: review,
  nagrania: keeping,
  zabezpieczenia: holds,
  ograniczenia: restrictions,
  kompletnosc: kept,
  jakosc: quality,
  oceny: ownCards,
  karta: qualityCard,
  adnotacje: qualityAnnotations,
};

/**
 * Brings the program into every page and state and leaves a picture of each in `pictures-output/`: in every look, light and
 * dark, in forced colours and at 200 %. `wanted`: names of parts; none = all. Returns 0 only if each was reached.
 */
export async function takePictures(
  office: RunningOffice,
  root: string,
  electron: string,
  wanted: readonly string[],
): Promise<number> {
  const folder = join(root, 'pictures-output');
  const ofTheirOwn: Readonly<Record<string, () => Promise<void>>> = {
    uruchomienie: () => refusedStart(office, root, electron, folder),
    dokumenty: () => documents(root, electron, folder),
  };
  const names = [...Object.keys(ofTheirOwn), ...Object.keys(parts)];
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Nie ma części: ${unknown.join(', ')}. Są: ${names.join(', ')}.\n`);
    return 1;
  }
  if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
  let failed = 0;
  for (const [name, take] of Object.entries(ofTheirOwn)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await take().catch((error: unknown) => {
      failed += 1;
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    });
  }
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const settings = office.appSettingsFile;
    const program = await startProgram({ root, runtime: electron, settings, screen: '1920x1200' });
    const album = new Album(folder, name, program);
    try {
      await album.begin();
      await takeAll({ ...program, office, album }, part);
      process.stderr.write(`${name}: ${album.count}\n`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
      // A program that is gone has no picture left; the other parts are still to be taken.
      await album.take('tu-sie-zatrzymano').catch(() => undefined);
    } finally {
      await program.stop();
    }
  }
  return failed === 0 ? 0 : 1;
}
