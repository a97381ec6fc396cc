import type { DirectorySeed } from '../../build/office/people-types.ts';

/** One password for everybody, with letters that are more than one byte long. */
export const password = 'Zażółć-Gęślą-1!';
const unit = 'Wydział Organizacyjny';

/** Some have a telephone, in both attributes or one of them: as offices write them. */
const telephones: Record<string, Pick<DirectorySeed['people'][number], 'telephone' | 'extension'>> = {
  jkowalska: { telephone: '+48 27 017 50 00 wew. 214' },
  mwisniewski: { telephone: '+48 499 990 123', extension: '236' },
  wwylaczony: { extension: '301' },
  zzablokowany: { extension: '302' },
  mzmienna: { extension: '303' },
  pwygasly: { extension: '304' },
  'b.zla-nazwa_1': { extension: '305' },
};

/** Everybody whom the contract asks for, one of each account state; `kustronna` is for being disabled in the middle. */
export const seed: DirectorySeed = {
  domain: 'ad.office.test',
  shortDomain: 'OFFICE',
  serviceAccount: { login: 'svc-odsluch', password: 'Konto-Uslugowe-1!' },
  nesting: { 'WOI-Pracownicy': ['RR-Odsluchujacy'] },
  people: [
    person(1, 'jkowalska', 'Janina Kowalska', 'ok', ['RR-Odsluchujacy']),
    person(2, 'mwisniewski', 'Michał Wiśniewski', 'ok', ['WOI-Pracownicy']),
    person(3, 'wwylaczony', 'Wiktor Wyłączony', 'disabled'),
    person(4, 'zzablokowany', 'Zenon Zablokowany', 'locked'),
    person(5, 'mzmienna', 'Maria Zmienna', 'must-change'),
    person(6, 'pwygasly', 'Paweł Wygasły', 'expired'),
    person(7, 'hstarohaslo', 'Hanna Starohasłowa', 'password-expired'),
    person(8, 'ggodzinny', 'Grzegorz Godzinny', 'hours'),
    person(9, 'ostacja', 'Olga Stacja', 'workstation'),
    person(10, 'kustronna', 'Kinga Ustronna', 'ok'),
    person(11, 'lprobny', 'Leon Próbny', 'ok'),
    person(12, 'b.zla-nazwa_1', 'Bożena (Biuro, Rady) *', 'ok'),
  ],
};

function person(
  number: number,
  login: string,
  displayName: string,
  accountState: DirectorySeed['people'][number]['accountState'],
  groups: readonly string[] = [],
): DirectorySeed['people'][number] {
  const guid = `0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8${number.toString(16).padStart(2, '0')}`;
  const post = { title: 'inspektor', department: unit };
  return { login, password, displayName, ...post, guid, groups, accountState, ...telephones[login] };
}

/** The fixture's own entry for a login; throws for a login that is not in it. */
export function personOf(login: string): DirectorySeed['people'][number] {
  const found = seed.people.find((one) => one.login === login);
  if (!found) throw new Error(`${login} is not in the fixture`);
  return found;
}
