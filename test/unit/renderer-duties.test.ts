import { beforeAll, describe, expect, it } from 'vitest';
import { partsOf } from '../../renderer/duties/StateColumn.tsx';
import { startText } from '../../renderer/text.ts';
import type { Duties } from '../../shared/duties.ts';
import type { Role } from '../../shared/values.ts';
import { appointments, authorised, deputy, mayor, rows, secretary, told } from './renderer-duties.fixture.ts';
import { uuidOf } from './vectors-secrets.ts';

beforeAll(startText);

const stopped: NonNullable<Duties['suspension']> = {
  ...{
    seq: 7,
    at: '2026-12-09T01:10:00.000Z',
    by: 'checked',
    login: 'odsluch_keeper',
    person: 'odsluch_keeper',
  },
  ...{ reason: null, seen: null },
};
const fault: NonNullable<Duties['checked']> = {
  ...{ seq: 6, at: '2026-12-09T01:10:00.000Z', upTo: 5214, faults: 1 },
  first: { seq: 4812, what: 'table', table: 'authorisation' },
};

describe('what waits at the desk', () => {
  it('is nothing where everything is all right', () => {
    expect(rows()).toEqual([]);
  });

  it('is a nightly check that does not take place, urgent from the second night on, for everybody', () => {
    const row = (day: string) => [
      'Nocne sprawdzenie nie odbywa się',
      `nie sprawdzano po ${day}; administrator znajdzie przyczynę w dzienniku serwera odsłuchu`,
      ...['', null],
    ];
    expect(told({ checkedOn: '2026-12-08' })).toEqual([]);
    expect(told({ checkedOn: '2026-12-07' })).toEqual([['orange', ...row('07.12.2026')]]);
    expect(told({ checkedOn: '2026-12-06' }, ['administrator'])).toEqual([['red', ...row('06.12.2026')]]);
  });

  it('is a list that a night stopped at, for the desk and the Mayor; the officer confirms none', () => {
    const stopped = [{ seq: 57, since: '2026-12-07', count: 795, days: 5 }];
    const row = [
      'red',
      'Zniszczenie nagrań wstrzymano',
      'nagrań: 795, dni: 5; wykaz czeka na decyzję',
      'od 2 dni',
      'Pokaż',
    ];
    expect(told({ stopped })).toEqual([row]);
    expect(told({ stopped }, ['mayor'])).toEqual([row]);
    expect(told({ stopped }, ['protection_officer'])).toEqual([]);
  });

  it('is a night that did not destroy all, urgent when the next one did not either, and copies that do not go; for the desk and the Mayor', () => {
    const destruction = (
      why: 'keys' | 'missed' | 'suspended',
      since: string,
    ): Pick<Duties, 'destruction'> => ({
      destruction: { waits: { why, since }, copies: null },
    });
    const second = 'noc 07/08.12.2026: plik klucza jednego z nagrań zawiera inny klucz';
    const row = ['orange', 'Nagrania nie są niszczone', second, 'od wczoraj', 'Pokaż'];
    expect(told(destruction('keys', '2026-12-08'))).toEqual([row]);
    expect(told(destruction('keys', '2026-12-08'), ['mayor'])).toEqual([row]);
    expect(told(destruction('keys', '2026-12-08'), ['protection_officer'])).toEqual([]);
    expect(told(destruction('keys', '2026-12-07'))[0]?.[0]).toBe('red');
    expect(told(destruction('missed', '2026-11-30'))).toEqual([
      [
        ...['red', 'Nagrania nie są niszczone'],
        ...['po nocy 29/30.11.2026 serwer odsłuchu nie działał o godzinie niszczenia', 'od 9 dni', 'Pokaż'],
      ],
    ]);
    // That stop has a row of its own.
    expect(told(destruction('suspended', '2026-11-30'))).toEqual([]);
    const copies = { newest: '2026-11-11', oldest: '2026-10-12' };
    expect(told({ destruction: { waits: null, copies } })).toEqual([
      ['red', 'Kopie nie wygasają', 'ostatnia jest z 11.11.2026, najstarsza z 12.10.2026', '', 'Pokaż'],
    ]);
  });

  it('is a hold of which nobody has asked in time whether it lasts, for the desk', () => {
    const holds = { count: 2, due: '2026-12-04' };
    expect(told({ holds })).toEqual([
      [
        ...['orange', 'Zabezpieczenia do przeglądu: 2', 'najdawniejsze miało przegląd do 04.12.2026'],
        ...['po terminie 5 dni', 'Pokaż'],
      ],
    ]);
    expect(told({ holds }, ['mayor'])).toEqual([]);
    // Each count has a list of its own.
    const led = (change: Partial<Duties>) => rows(change).map(({ step }) => step?.go);
    expect(led({ holds, restrictions: { count: 1, due: '2026-12-01' } })).toEqual([
      { to: 'holds', list: 'restrictions' },
      { to: 'holds', list: 'review' },
    ]);
    expect(led({ erasures: { count: 1, since: '2026-12-07' } })).toEqual([
      { to: 'holds', list: 'restrictions' },
    ]);
  });

  it('is what recordings and exchange do not agree on, once that is late; with the administrator it is no fault of theirs yet', () => {
    const gaps = { count: 2, late: 1, first: '2026-12-07' };
    const row = [
      'Braki i niezgodności z centralą do wyjaśnienia:\u00a02',
      'najdawniejsza z 07.12.2026; przyczynę podaje administrator, po terminie także Sekretarz',
      ...['od 2 dni', 'Pokaż'],
    ];
    expect(told({ gaps })).toEqual([['orange', ...row]]);
    expect(told({ gaps: { ...gaps, late: 0 } }, ['administrator'])).toEqual([[null, ...row]]);
  });

  it('begins with what is urgent, then what is late, then by its day', () => {
    const authorisations = [
      authorised('UO/11/2026', 'Olga Kubiak', { state: 'registered', since: '2026-12-08', seq: 31 }),
      authorised('UO/12/2026', 'Natalia Wróbel', { state: 'prepared', since: '2026-11-30', seq: 30 }),
      authorised('UO/9/2026', 'Wiktor Kania', { to: '2027-07-27' }),
      authorised('UO/3/2026', 'Barbara Zych', { to: '2026-12-19' }),
      authorised('UO/4/2026', 'Anna Nowak', { to: '2026-12-31' }),
    ];
    const act = {
      ...{
        number: 'PO/31/2026',
        case: 'SEK.1510.31.2026',
        person: 'Piotr Zieliński',
      },
      ...{ act: uuidOf('PO/31'), guid: uuidOf('Piotr Zieliński'), account: 'ok' as const, abandoned: false },
      ...{
        state: 'started' as const,
        opened: '2026-11-30',
        over: '2026-12-07',
        since: '2026-11-30',
        late: 4,
      },
    };
    const gone = {
      ...{ guid: uuidOf('Wiktor Kania'), login: 'wiktor.kania', person: 'Wiktor Kania' },
      ...{ account: 'disabled' as const, since: '2026-11-05', late: true },
    };
    const authors = { 31: secretary ?? null };
    expect(
      told({ authorisations, authors, acts: [act], gone: [gone], suspension: stopped, checked: fault }),
    ).toEqual([
      [
        ...['red', 'Łańcuch wpisów niezgodny przy wpisie\u00a0nr\u00a04812'],
        ...['tabela upoważnień, znaleziono 09.12.2026, 02:10', '', 'Pokaż'],
      ],
      [
        ...[
          'red',
          'Odsłuchiwanie wstrzymane',
          'przez serwer odsłuchu: łańcuch wpisów niezgodny, 09.12.2026, 02:10',
        ],
        ...['', 'Wznów…'],
      ],
      [
        ...['orange', 'Konto wiktor.kania wyłączone w katalogu', 'Wiktor Kania, UO/9/2026 do 27.07.2027'],
        ...['od 34 dni', 'Zakończ…'],
      ],
      [
        ...['orange', 'PO/31/2026 – brak ustaleń', 'SEK.1510.31.2026, Piotr Zieliński'],
        ...['minęły 4 dni robocze', 'Pokaż'],
      ],
      [null, 'UO/12/2026 – czeka na podpis', 'Natalia Wróbel', 'od 9 dni', 'Zarejestruj podpis…'],
      [
        ...[null, 'UO/11/2026 – czeka na potwierdzenie'],
        ...['Olga Kubiak; potwierdzi Marek Bielak albo Danuta Wrona', 'od wczoraj', 'Pokaż'],
      ],
      [null, 'Kończą się 2 upoważnienia', 'Barbara Zych, Anna Nowak', 'od 19.12.2026', 'Przedłuż wszystkie…'],
    ]);
  });

  it('has nobody prolonged twice, nor whose account is off', () => {
    const ends = (number: string, name: string, change = {}) =>
      authorised(number, name, { to: '2026-12-31', ...change });
    const goesOn = authorised('UO/7/2026', 'Anna Nowak', { state: 'prepared', to: '2027-12-31' });
    const off = { account: { state: 'disabled' as const, since: '2026-12-01' } };
    const shown = (authorisations: Duties['authorisations']) => {
      const row = rows({ authorisations }).find(({ key }) => key === 'ends');
      return [row?.second, row?.step?.label];
    };
    const both = [ends('UO/4/2026', 'Anna Nowak'), ends('UO/5/2026', 'Ewa Pawlak')];
    expect(shown(both)).toEqual(['Anna Nowak, Ewa Pawlak', 'Przedłuż wszystkie…']);
    expect(shown([...both, goesOn])).toEqual(['Ewa Pawlak', 'Przedłuż…']);
    expect(shown([ends('UO/5/2026', 'Ewa Pawlak', off)])).toEqual(['Ewa Pawlak', 'Pokaż']);
  });

  it('is one row where more than five of a kind wait', () => {
    const acts = [1, 2, 3, 4, 5, 6].map((n) => ({
      ...{ number: `PO/${n}/2026`, case: `SEK.1510.${n}.2026`, person: 'Anna Nowak' },
      ...{ act: uuidOf(`PO/${n}`), guid: uuidOf('Anna Nowak'), account: 'ok' as const, abandoned: n === 2 },
      ...{
        state: 'completed' as const,
        opened: '2026-11-02',
        over: '2026-11-09',
        since: `2026-11-0${n}`,
        late: 9 - n,
      },
    }));
    const few = rows({ acts: acts.slice(1) });
    expect(few).toHaveLength(5);
    // Nobody else ends the second: its step leads to the form that does.
    expect(few.map(({ step }) => step?.label)).toEqual([
      'Zamknij i drukuj…',
      ...Array<string>(4).fill('Pokaż'),
    ]);
    expect(few[0]?.step?.go).toMatchObject({ to: 'register', closing: uuidOf('PO/2') });
    const [only, ...others] = rows({ acts });
    expect([only?.title, only?.second, others]).toEqual([
      ...['Protokoły poza aktami: 6', 'najdawniejsze: SEK.1510.1.2026, Anna Nowak', []],
    ]);
    expect(only?.step?.go).toEqual({ to: 'register', filter: { state: 'completed' } });
  });

  it('says that nobody can confirm, once one of two has no account', () => {
    const off = { state: 'absent' as const, since: '2026-11-05' };
    const changed = appointments.map((one) =>
      one.guid === deputy || one.guid === mayor ? { ...one, account: off } : one,
    );
    expect(told({ appointments: changed }).map(([sign, title]) => [sign, title])).toContainEqual([
      ...['orange', 'Nie ma osoby, która potwierdza pisma'],
    ]);
    expect(told({}).map(([, title]) => title)).toEqual([]);
  });

  it('has rules too: one that waits for a second person, and one that was sent back', () => {
    const versions: Duties['versions'] = [
      {
        ...{ number: 'WR/7/2026', seq: 41, state: 'registered', of: 'regulation' },
        ...{ label: null, since: '2026-12-08' },
      },
      {
        ...{ number: 'WR/6/2026', seq: 40, state: 'returned', of: 'basis' },
        ...{ label: 'Rozpatrzenie skargi', since: '2026-12-09' },
      },
    ];
    const authors = { 41: secretary ?? null };
    expect(told({ versions, authors })).toEqual([
      [
        ...[null, 'WR/7/2026 – czeka na potwierdzenie'],
        ...['Regulamin; potwierdzi Marek Bielak albo Danuta Wrona', 'od wczoraj', 'Pokaż'],
      ],
      [null, 'WR/6/2026 – do poprawienia', 'Rozpatrzenie skargi', 'od dziś', 'Popraw…'],
    ]);
    // Whoever confirms is told of what waits for that alone, and is led to it.
    const [row, ...others] = rows({ versions, authors, own: mayor ?? null }, ['mayor']);
    expect([row?.title, others]).toEqual(['WR/7/2026 – czeka na potwierdzenie', []]);
    expect(row?.step?.go).toMatchObject({ papers: { what: 'version', number: 'WR/7/2026' } });
  });

  it('has no way to resume while the directory is silent, and says why', () => {
    const [row] = rows({ suspension: stopped, accounts: { at: '2026-12-09T00:44:00.000Z', minutes: 26 } });
    expect(row?.second).toMatch(/wznowić nie można: katalog milczy$/);
    expect(row?.step?.why).toBe('Wznowić nie można: katalog milczy 26 min. Hasło sprawdza katalog.');
    expect(rows({ suspension: stopped })[0]?.step?.why).toBeNull();
  });

  it('has one person confirm a stop of an emergency, and another one resume', () => {
    const emergency = {
      emergency: ['PF/1/2026', 'PF/2/2026'],
      suspension: { ...stopped, by: 'keeper' as const },
    };
    const steps = (change: Partial<Duties>) =>
      rows(change).map(({ step }) => [step?.label, step?.why ?? null]);
    expect(steps(emergency)).toEqual([
      ['Potwierdź…', null],
      ['Pokaż', null],
    ]);
    const seen = (guid: string | undefined) => ({
      ...emergency,
      suspension: { ...emergency.suspension, seen: { guid: guid ?? null, person: 'Halina Dudek' } },
    });
    expect(steps(seen(secretary))[0]).toEqual([
      ...['Wznów…', 'Wznawia inna osoba niż ta, która potwierdziła wstrzymanie.'],
    ]);
    expect(steps(seen(deputy))[0]).toEqual(['Wznów…', null]);
    // Whoever was in office before confirms whom the keeper appointed.
    expect(steps({ ...emergency, own: mayor ?? null })[1]).toEqual(['Potwierdź…', null]);
  });
});

describe('what waits for others', () => {
  const papers = [
    authorised('UO/11/2026', 'Olga Kubiak', { state: 'registered', since: '2026-12-08', seq: 31 }),
    authorised('UO/12/2026', 'Natalia Wróbel', { state: 'prepared', since: '2026-11-30', seq: 30 }),
    authorised('UO/13/2026', 'Danuta Wrona', {
      state: 'prepared',
      since: '2026-11-30',
      seq: 32,
      guid: mayor ?? null,
    }),
  ];
  const change = { authorisations: papers, own: mayor ?? null, suspension: stopped };

  it('the Mayor approves what is prepared, but not for himself, and lets nobody listen again', () => {
    expect(told(change, ['mayor']).map(([, title, , , step]) => [title, step])).toEqual([
      ['Odsłuchiwanie wstrzymane', null],
      ['UO/12/2026 – czeka na podpis', 'Zatwierdź…'],
      ['UO/11/2026 – czeka na potwierdzenie', 'Pokaż'],
    ]);
  });

  it('the Mayor not what nobody has signed a declaration for: the keeper would refuse it', () => {
    const undeclared = papers.map((one) => ({ ...one, declared: false }));
    const titles = told({ ...change, authorisations: undeclared }, ['mayor']).map(([, title]) => title);
    expect(titles).toEqual(['Odsłuchiwanie wstrzymane', 'UO/11/2026 – czeka na potwierdzenie']);
  });

  it('the officer what he may compare, and who accepted an office himself', () => {
    const accepted = { ...change, accepted: ['PF/2/2026'], own: null };
    expect(told(accepted, ['protection_officer']).map(([, title]) => title)).toEqual([
      ...['Odsłuchiwanie wstrzymane', 'Funkcję przyjęła osoba, której dotyczy: PF/2/2026'],
      'UO/11/2026 – czeka na potwierdzenie',
    ]);
  });

  it('an office that somebody accepted himself is urgent for Mayor and officer as long as it lasts, and leads to its paper', () => {
    const accepted = (role: Role, change: Partial<Duties> = {}) =>
      rows({ accepted: ['PF/2/2026'], ...change }, [role]).map(({ sign, title, second, step }) => [
        ...[sign, title, second, step?.go],
      ]);
    const go = { to: 'papers', papers: { what: 'appointment', number: 'PF/2/2026', show: 'current' } };
    const row = ['red', 'Funkcję przyjęła osoba, której dotyczy: PF/2/2026', 'Marek Bielak', go];
    expect(accepted('mayor')).toEqual([row]);
    expect(accepted('protection_officer')).toEqual([row]);
    expect(accepted('secretary')).toEqual([]);
    const over = appointments.map((one) => ({ ...one, state: 'ended' as const }));
    expect(accepted('protection_officer', { appointments: over })).toEqual([]);
  });

  it('a workstation that saw another ledger says so to everybody', () => {
    expect(rows({}, ['administrator'], false).map(({ title }) => title)).toEqual([
      'Łańcuch wpisów nie zgadza się z tym, co widziało to stanowisko',
    ]);
  });
});

it('a month has a pair of bars for each seven days, and the rest', () => {
  const days = [
    { day: '2026-11-01', acts: 1, refusals: 0 },
    { day: '2026-11-07', acts: 2, refusals: 1 },
    { day: '2026-11-30', acts: 4, refusals: 0 },
  ];
  expect(
    partsOf({ days }, '2026-11-01', '2026-11-30').map(({ to, acts, refusals }) => [to, acts, refusals]),
  ).toEqual([
    ['2026-11-07', 3, 1],
    ['2026-11-14', 0, 0],
    ['2026-11-21', 0, 0],
    ['2026-11-28', 0, 0],
    ['2026-11-30', 4, 0],
  ]);
});
