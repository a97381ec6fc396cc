import type { ExpectedFile } from './expected.ts';
import type { FileFault } from './file.ts';
import type { Stray } from './strays.ts';

/** One sentence about a file that an entry vouches for. No caller and no call: a uuid says nothing to whoever passes by. */
export function fileSentence({ path, seq, bytes }: ExpectedFile, fault: FileFault): string {
  return `${path}: ${faultWords(fault, bytes)} (wpis nr ${seq}).`;
}

function faultWords(fault: FileFault, expected: number): string {
  switch (fault.what) {
    case 'missing':
      return 'brakuje pliku';
    case 'link':
      return 'zamiast pliku jest dowiązanie';
    case 'not-a-file':
      return 'to nie jest zwykły plik';
    case 'changed':
      return 'treść pliku zmieniono po przyjęciu nagrania';
    case 'unreadable':
      return `pliku nie można odczytać (${fault.code})`;
    case 'cut':
      return `plik jest ucięty: ma ${fault.bytes} z ${expected} bajtów`;
    case 'longer':
      return `plik jest za długi: ma ${fault.bytes} zamiast ${expected} bajtów`;
    case 'swapped':
      return `leży tu plik innego nagrania, ${fault.recording}`;
  }
}

/** Of a file that no entry vouches for; `unentered` = its row waits for the keeper's entry. Names come from outside. */
export function straySentence(path: string, what: Stray['what'] | 'unentered'): string {
  const name = path.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
  const words = {
    foreign: 'plik obcy, nie należy do żadnego nagrania',
    link: 'dowiązanie, którego nie powinno tu być',
    part: 'niedokończony plik po przerwanym wczytywaniu. Usunie go następne polecenie ingest',
    unentered: 'plik nagrania, które czeka na wpis strażnika. Dokończy to następne polecenie ingest',
  };
  return `${name}: ${words[what]}.`;
}

/** Of a catalogue row; `seq` null = no entry vouches for it. */
export function rowSentence(recording: string, seq: number | null): string {
  return seq === null
    ? `Nagranie ${recording}: wiersz katalogu nie ma podpisanego wpisu.`
    : `Nagranie ${recording}: brakuje wiersza katalogu albo różni się on od wpisu nr ${seq}.`;
}

export function unsignedSentence(seq: number): string {
  return `Wpis nr ${seq}: nie podpisał go strażnik tego urzędu, więc nie świadczy o żadnym pliku. Należy wykonać verify.`;
}

/** The last line: how much was looked at, and what came of it. */
export function summary(
  { recordings, bytes, findings }: { recordings: number; bytes: number; findings: number },
  quick: boolean,
): string {
  const looked = quick
    ? `Nagrań: ${recordings}; porównano tylko długości plików.`
    : `Nagrań: ${recordings}; odczytano ${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB.`;
  return findings === 0
    ? `${looked} Zasób zgadza się z księgą.`
    : `${looked} NIEZGODNOŚCI: ${findings}. Niczego nie zmieniono.`;
}
