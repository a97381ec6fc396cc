/** Words of who is present, and of what is evidence. */
export const present = {
  add: 'Add person present',
  addBefore: 'Add person',
  notPresent: 'Remove: {{name}}',
  fromFirst:
    'Hears from the first second. Must have an authorisation of their own and have taken no part in the call.',
  paused:
    'The sound is paused. Only persons with an authorisation of their own who took no part in the call may hear the recording.',
  who: 'Person present',
  whoHint: 'Surname or user name.',
  list: 'Show the people',
  unnamed: 'Choose a person from the list or enter their user name.',
  refused: 'Not admitted: {{person}} – {{reason}}.',
  because: '{{person}}: {{reason}}',
  admit: 'Add',
  now: 'Present: {{names}}',
  since: 'since {{time}}',
  show: 'Show who is present',
  left: 'Person left',
  leftName: 'Person left: {{name}}',
} as const;

export const evidence = {
  is: 'The recording is evidence in proceedings',
  proceedings: 'Which proceedings',
  proceedingsExample: 'e.g. criminal, District Court in Piaseczno',
  proceedingsMissing: 'Say in which proceedings.',
  reference: 'Reference number',
  kept: 'The recording must not be destroyed while the proceedings last; then it is to be deleted like any other (§ 3(4)). The entry of it stays in the register.',
  secure: 'Secure the recording',
  unsent: 'The recording is ticked as evidence, but not secured. Secure it or take the tick away.',
  card: 'Hold card no. {{number}}. The Secretary ends the hold once the proceedings have ended, and checks by {{day}} whether they last.',
  due: 'The listening server is securing the recording as evidence.',
  held: 'The recording is secured as evidence (entry\u00a0no.\u00a0{{seq}}).',
} as const;
