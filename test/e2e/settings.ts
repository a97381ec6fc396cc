import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOfficeCa } from '../../build/office/certificates.ts';
import type { OfficeSettingsFile } from '../../shared/settings.ts';

/** Settings of an office whose servers are all away; nobody listens on port 9 of the loopback address. */
export async function writeSettings(
  folder: string,
  change: Partial<OfficeSettingsFile> = {},
): Promise<string> {
  const { ca } = await createOfficeCa();
  writeFileSync(join(folder, 'ca.pem'), ca, { mode: 0o644 });
  const settings: OfficeSettingsFile = {
    office: 'Urząd Gminy Próbnej',
    regulation: {
      title:
        'Regulaminu rejestracji rozmów telefonicznych (załącznik nr 1 do zarządzenia Nr OR.0050.62.2026 z dnia 10.10.2026 r.)',
      place: 'Próbna',
    },
    directory: { url: 'ldaps://127.0.0.1:9', upnSuffix: 'ad.proba.test', ca: 'ca.pem' },
    database: { host: '127.0.0.1', port: 9, name: 'odsluch', ca: 'ca.pem' },
    share: 'share',
    keeperPublicKey: `ed25519:${Buffer.alloc(32, 7).toString('base64')}`,
    ...change,
  };
  const file = join(folder, 'office-settings.json');
  writeFileSync(file, JSON.stringify(settings, null, 2), { mode: 0o644 });
  return file;
}
