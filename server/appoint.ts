import type { AppointmentRow } from '../shared/ledger/instrument.ts';
import { day } from '../shared/values.ts';
import { legalDay } from '../shared/warsaw.ts';
import type { Ask } from './ask.ts';
import { nameIn, personContent, type Newcomer } from './entries/accounts.ts';
import { isDeskSilent } from './entries/emergency.ts';
import { nextNumber } from './entries/papers.ts';
import { areCompatible } from './entries/registering.ts';
import { ownHead, type Content } from './entries/request.ts';
import { registered, yearOf, type LedgerState } from './entries/state.ts';
import { atRest, ledgerAtRest, type LedgerAtRest } from './keeper/at-rest.ts';
import type { KeeperDirectory } from './keeper/options.ts';
import { openKeeperDirectory, whyNobody } from './keeper-directory.ts';
import { readLogin } from './person.ts';
import { UsageError, type ServerSettings } from './settings.ts';

type Numbers = ServerSettings['authority']['numbers'];

/** Somebody to be appointed, by which paper of which day. */
type Appointee = Newcomer & { paper: string; signedOn: string };

/**
 * § 6 ust. 3: an office whose Secretary and deputies are gone gets new ones, on the word of the administrator and of a paper: the keeper
 * confirms them itself, listening stops, and nobody listens until one of them has confirmed that and the other has resumed. Run on the
 * keeper's host while no keeper runs; what a crash interrupted is gone on with by repeating it.
 * SECURITY: only where nobody of the desk has signed in for three working days, and never for who holds, or is to hold, an office that excludes it.
 * Throws UsageError with a sentence where it must not be done, KeeperEnd where keystore, journal and ledger do not agree.
 */
export function appointSecretary(settings: ServerSettings, ask: Ask): Promise<string> {
  return atRest(settings, async (place) => {
    const directory = openKeeperDirectory(settings);
    try {
      const { numbers } = settings.authority;
      return await ledgerAtRest(settings, place, (ledger) => appointIn(ledger, directory, ask, numbers));
    } finally {
      await directory.dispose();
    }
  });
}

/** The same in a ledger that is open. */
export async function appointIn(
  ledger: LedgerAtRest,
  directory: Pick<KeeperDirectory, 'lookUp'>,
  ask: Pick<Ask, 'text'>,
  numbers: Numbers,
): Promise<string> {
  const { state } = ledger;
  const today = legalDay(new Date(ledger.now()));
  if (!isDeskSilent(state, today)) throw new UsageError(notSilent);
  const secretary = await askFor({ state, directory, ask }, 'Sekretarz', today);
  const deputy = await askFor({ state, directory, ask }, 'zastępca Sekretarza', today);
  if (secretary.guid === deputy.guid)
    throw new UsageError('Sekretarz i zastępca muszą być dwiema różnymi osobami.');
  // SECURITY: RODO art. 38 ust. 6, and who runs the machines watches over nobody: not from a day on that is still to come, either.
  const rows = [rowOf(secretary, '', false, today), rowOf(deputy, '', true, today)];
  if (!areCompatible(state, rows, today)) throw new UsageError(incompatible);
  const entered = await appoint(ledger, numbers, secretary, deputy);
  return `Wpis nr ${entered}: ustanowiono Sekretarza i zastępcę w trybie awaryjnym; odsłuchiwanie jest wstrzymane. Należy uruchomić strażnika. Jedna z tych osób potwierdza wstrzymanie, druga wznawia odsłuchiwanie; oba powierzenia potwierdza osoba, która pełniła funkcję wcześniej.`;
}

const notSilent =
  'Sekretarza ustanawia się w ten sposób tylko wtedy, gdy w ostatnich trzech dniach roboczych, w których działał serwer odsłuchu, ani Sekretarz, ani zastępca się nie zalogowali. Nic nie zmieniono.';

const incompatible =
  'Tych funkcji nie może łączyć jedna osoba: Sekretarzem nie zostaje administrator, Burmistrz ani inspektor ochrony danych, także ten, kto obejmie taką funkcję później.';

type Asking = {
  state: LedgerState;
  directory: Pick<KeeperDirectory, 'lookUp'>;
  ask: Pick<Ask, 'text'>;
};

/** As the office directory has the account; an employee or not as the ledger knows it. */
async function askFor({ state, directory, ask }: Asking, office: string, today: string): Promise<Appointee> {
  const login = readLogin(await ask.text(`Login w katalogu urzędu: ${office}`));
  const paper = (await ask.text(`Numer pisma, z którego wynika funkcja: ${office}`)).trim();
  const signedOn = (await ask.text('Dzień podpisania tego pisma (RRRR-MM-DD)')).trim();
  if (paper === '' || paper.length > 60 || !day.safeParse(signedOn).success || signedOn > today)
    throw new UsageError(
      'Numer pisma jest pusty albo za długi, albo dzień ma złą postać lub jeszcze nie nadszedł.',
    );
  const found = await directory.lookUp(login);
  if (found.state !== 'ok') throw new UsageError(whyNobody(login, found));
  const { guid } = found;
  const employee = registered(state).get(guid)?.employee ?? true;
  return { login, guid, employee, name: nameIn(found), paper, signedOn };
}

function rowOf(
  { login: subject, guid: subjectGuid, employee }: Appointee,
  number: string,
  deputy: boolean,
  from: string,
): AppointmentRow {
  return {
    ...{ number, subject, subjectGuid, office: 'secretary', deputy, powers: [], employee },
    ...{ emergency: true, from, to: null },
  };
}

/** Stops listening first: a crash on the way leaves nobody in an office who may let people listen. Returns the number of the last entry. */
async function appoint(
  { state, now, enter }: LedgerAtRest,
  numbers: Numbers,
  secretary: Appointee,
  deputy: Appointee,
): Promise<number> {
  const reason = 'Sekretarza ustanowiono w trybie awaryjnym.';
  await enter({
    words: { reason },
    payload: (text) => ({ ...ownHead('suspended', now()), by: 'keeper', text }),
  });
  for (const one of [secretary, deputy])
    if (state.people.get(one.login)?.guid !== one.guid)
      await enter(personContent(ownHead('person', now()), [one]));
  const entries = [
    await enter(appointment(state, numbers, secretary, false, now())),
    await enter(appointment(state, numbers, deputy, true, now())),
  ];
  const hashes = entries.map((seq) => state.papers.get(seq)?.toString('hex') ?? '');
  return enter({ words: null, payload: () => ({ ...ownHead('confirmed', now()), entries, hashes }) });
}

function appointment(
  state: LedgerState,
  numbers: Numbers,
  one: Appointee,
  deputy: boolean,
  now: number,
): Content {
  const { name, paper, signedOn } = one;
  const number = nextNumber(state, 'appointment', numbers, yearOf(now));
  return {
    words: { names: [name], signatory: null },
    payload: (text) => ({
      ...{ ...ownHead('instrument', now), what: 'appointment' },
      rows: [rowOf(one, number, deputy, legalDay(new Date(now)))],
      signed: { paper, signatory: null, signedOn, way: 'paper', scan: null },
      text,
    }),
  };
}
