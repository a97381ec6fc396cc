import { create } from 'zustand';
import type { FailureCode } from '../../shared/failure.ts';
import { personal } from '../memory.ts';

const fileFaults = [
  'recording-missing',
  'recording-foreign',
  'recording-truncated',
  'recording-damaged',
] as const satisfies readonly FailureCode[];
export type FileFault = (typeof fileFaults)[number];

type Files = { faults: Readonly<Record<string, FileFault>> };

/** What was found of the files on the share when they were last looked for, by recording: the database cannot know. */
export const useFiles = personal(create<Files>()(() => ({ faults: {} })));

/** What came of looking for the file of a recording: a failure, or null. One that is out of reach for now says nothing of it. */
export function noteFile(recording: string, code: FailureCode | null): void {
  const fault = fileFaults.find((one) => one === code);
  if (fault === undefined && code !== null) return;
  useFiles.setState(({ faults }) => {
    const { [recording]: _before, ...others } = faults;
    return { faults: fault === undefined ? others : { ...others, [recording]: fault } };
  });
}
