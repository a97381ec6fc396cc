import { legalBases } from '../../server/legal-bases.ts';
import { failing, refusedFor } from './answers.ts';
import { alert, answers, at, button, covers, findCall, giveReason, noAlert, on } from './state.ts';
import {
  ownAnswers,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  step,
  unauthorised,
} from './state.ts';

const open = [findCall('spor'), on('justify')];
const openAnew = [reload, ...open];
const approve = on('approve');
const basis: Step = ({ page }) => page.getByRole('combobox', { name: 'Podstawa prawna' }).click();
const option = step(({ page }, name: string) => page.getByRole('option', { name, exact: true }).click());
const ownWords: Step = async ({ page }) => {
  await page.getByRole('radio', { name: 'Własne słowa' }).check();
  await page.getByLabel('Powód własnymi słowami').fill('Krótko.');
};
const firstReason: Step = ({ page }) => page.getByRole('radio').first().check();

/** Each basis, and what it says of an empty form; the list is open already at the first. */
const eachBasis = legalBases.flatMap(({ content }, place): Part => {
  const [name, choose] = [`podstawa-${place + 1}`, option(content.label)];
  const missing = [approve, shows('Należy wskazać powód.')];
  return place === 0
    ? [at(name, choose), at(`${name}-braki`, ...missing)]
    : [at(name, basis, choose), at(`${name}-braki`, ...missing)];
});

const ready = { keeper: true, share: true, suspendedBy: null };
const checked = (check: object): Step => answers('playback.check', { value: { ...ready, ...check } });

/** The panel of reasons: each basis, what is missing, what keeps the approval back, and the answers that are no sound. */
export const justifying: Part = [
  at(
    'wolny-serwer',
    ...[signIn('anna.nowak'), answers('recordings.bases', 'silence'), ...open],
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  at('brak-bazy', answers('recordings.bases', failing('database-unreachable')), ...openAnew, alert),
  at(
    'brak-podstaw',
    answers('recordings.bases', { value: { bases: [], known: {} } }),
    press('Spróbuj ponownie'),
    shows(/^Nie ma zatwierdzonych podstaw/),
  ),
  at('lista-podstaw', ownAnswers, ...openAnew, basis),
  ...eachBasis,
  at('wlasne-slowa', ownWords, approve),
  at('gotowe', giveReason),
  at('brak-serwera-odsluchu', checked({ keeper: false }), alert),
  at('brak-zasobu', checked({}), noAlert, checked({ share: false }), alert),
  at('wstrzymano', checked({}), noAlert, checked({ suspendedBy: 'secretary' }), alert),
  at(
    'rozstrzyganie',
    ...[checked({}), noAlert, answers('playback.listen', 'silence'), approve],
    button('Serwer odsłuchu rozstrzyga…'),
  ),
  at(
    'bez-odpowiedzi',
    ...[
      ...openAnew,
      giveReason,
      answers('playback.listen', failing('answer-late', { asked: 'listen' })),
      approve,
    ],
    shows(/nie odpowiedział na czas/),
  ),
  ...(['no-authorisation', 'directory-away', 'key-unusable', 'took-part-in-call'] as const).map(
    (reason, place) =>
      at(
        `odmowa-${reason}`,
        // What the database says of the authorisation goes with what the keeper says.
        ...(place === 0
          ? [unauthorised('anna.nowak')]
          : [covers('anna.nowak', {}), press('Spróbuj ponownie'), firstReason]),
        ...[answers('playback.listen', refusedFor(reason)), approve, shows(/^Odmówiono dostępu/)],
      ),
  ),
  at(
    'brak-pliku',
    ...[press('Spróbuj ponownie'), press('Wróć do rozmowy'), ownAnswers],
    ...[answers('playback.prepare', failing('recording-missing')), on('justify'), alert],
  ),
  at(
    'poza-zakresem',
    ...[ownAnswers, covers('anna.nowak', { departments: ['Wydział Inwestycji'] }), ...openAnew],
    shows('Tej rozmowy nie można teraz odsłuchać.'),
  ),
  at(
    'podstawa-poza-zakresem',
    ...[covers('anna.nowak', { purposes: ['SAFETY', 'GDPR_COMPLIANCE'] }), ...openAnew],
    ...[basis, option('Rozpatrzenie skargi – art. 227 i 237 KPA')],
    shows(/^Upoważnienie nie obejmuje celu tej podstawy/),
  ),
];
