import { makeDocument } from '../../electron/protocol/layout.ts';
import type { Protocol } from '../../electron/protocol/verified-protocol.ts';
import { papersOfFile } from './paper-file.fixture.ts';

export const office = {
  office: 'Urząd Gminy Próbnej',
  title: 'Regulamin rejestracji rozmów',
  place: 'Próbna',
};
export const now = '2026-11-26T08:15:00.000Z';

/** The documents of a file of tests, each as a reader of the case file gets it, with the name of its file. */
export function documentsOfFile() {
  const { resources, read } = papersOfFile();
  return {
    resources,
    read: async (protocol: Protocol) => {
      const { name, pdf } = await makeDocument(protocol, 'anna.nowak', office, now, resources());
      return { name, ...read(name, pdf) };
    },
  };
}
