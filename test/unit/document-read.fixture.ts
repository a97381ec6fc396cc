import { makeDocument } from '../../electron/protocol/layout.ts';
import type { Circumstances } from '../../electron/protocol/content.ts';
import type { Protocol } from '../../electron/protocol/protocol.ts';
import { papersOfFile } from './paper-file.fixture.ts';

export const around: Circumstances = {
  ...{
    login: 'anna.nowak',
    office: 'Urząd Gminy Próbnej',
    title:
      'Regulaminu rejestracji rozmów telefonicznych (załącznik nr 1 do zarządzenia Nr OR.0050.62.2026 z dnia 10.10.2026 r.)',
  },
  ...{ place: 'Próbna', now: '2026-11-26T08:15:00.000Z', head: { seq: 43, hash: '12'.repeat(32) } },
  emergency: null,
};

/** The documents of a file of tests, each as a reader of the case file gets it, with the name of its file. */
export function documentsOfFile() {
  const { resources, read } = papersOfFile();
  return {
    resources,
    read: async (protocol: Protocol, change: Partial<Circumstances> = {}) => {
      const { name, pdf } = await makeDocument(protocol, { ...around, ...change }, resources());
      return { name, ...read(name, pdf) };
    },
  };
}
