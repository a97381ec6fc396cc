import { X509Certificate } from 'node:crypto';
import { homedir, release, type, arch } from 'node:os';
import { app } from 'electron';
import type { Bundle } from '../../shared/support.ts';
import { supportBundle as words } from '../../shared/text/pl/support-bundle.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { lastLines, logFile } from '../log.ts';
import { signedIn } from '../session/current.ts';
import { connectionNow } from '../session/watch.ts';
import { settings, settingsFile, type Settings } from '../settings.ts';

/** So much of the log is told: a day of a program in trouble. */
const most = 200;

/**
 * What helps to see why a program does not work. Everything in it is read once more by the person before it is saved.
 * SECURITY: no password is in the settings of an office; those of the demo are left out. The folder of the person's account, which
 * is called like the person, becomes `~`.
 */
export function makeBundle(): Bundle {
  const now = new Date();
  const parts = [
    `${words.title}\n${words.collected}: ${now.toISOString()}`,
    part(words.versions, versions()),
    part(words.connection, connection()),
    part(
      `${words.settings} (${settingsFile(app.isPackaged, process)})`,
      JSON.stringify(withoutSecrets(settings()), null, 2),
    ),
    part(`${words.log} (${logFile()})`, lastLines(most) || words.noLog),
  ];
  return {
    name: `odsluch-dane-${legalDay(now)}.txt`,
    text: withoutHome(`${parts.join('\n\n')}\n`, homedir()),
  };
}

const part = (title: string, text: string): string => `== ${title}\n${text}`;

function versions(): string {
  const { electron, chrome, node } = process.versions;
  return [
    `Odsłuch ${app.getVersion()}${app.isPackaged ? '' : ' (dev)'}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `${type()} ${release()} ${arch()}`,
  ].join('\n');
}

function connection(): string {
  if (signedIn() === null) return words.signedOut;
  const { suspendedBy, ...state } = connectionNow();
  const lines = (Object.keys(words.parts) as (keyof typeof words.parts)[]).map(
    (name) => `${words.parts[name]}: ${state[name] ? words.works : words.away}`,
  );
  return [...lines, ...(suspendedBy === null ? [] : [words.suspended])].join('\n');
}

function withoutSecrets({ demo, ...office }: Settings): object {
  return {
    ...office,
    directory: { ...office.directory, ca: certificate(office.directory.ca) },
    database: { ...office.database, ca: certificate(office.database.ca) },
    ...(demo === undefined ? {} : { demo: true }),
  };
}

function certificate(pem: string): string {
  const { validTo, fingerprint256 } = new X509Certificate(pem);
  return words.certificate(legalDay(new Date(validTo)), fingerprint256);
}

/**
 * `text` with `~` for the folder of the person's account, in every spelling that it may have there: as a path, in JSON, with the
 * slashes of an address; Windows does not tell large letters from small ones.
 */
export function withoutHome(text: string, home: string): string {
  // Of an account without a folder nothing is to be hidden.
  if (home.length < 2) return text;
  const slashes = home.replaceAll('\\', '/');
  const spellings = [home, JSON.stringify(home).slice(1, -1), slashes, encodeURI(slashes)];
  return [...new Set(spellings)].reduce(withoutOne, text);
}

function withoutOne(text: string, home: string): string {
  const [low, sought] = [text.toLowerCase(), home.toLowerCase()];
  // A letter of another alphabet may be longer in small; places would not be those of the text any more.
  if (low.length !== text.length || sought.length !== home.length) return text.replaceAll(home, '~');
  let told = '';
  let from = 0;
  for (let at = low.indexOf(sought); at !== -1; at = low.indexOf(sought, from)) {
    told += `${text.slice(from, at)}~`;
    from = at + home.length;
  }
  return told + text.slice(from);
}
