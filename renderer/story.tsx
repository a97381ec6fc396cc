import type { StoryOf as Of } from '../shared/access.ts';
import { useStory } from './paged.ts';
import { Story } from './ui/Story.tsx';

type Props = Of & {
  /** Leads from an act to what became of one of its recordings. */
  onRecording?: (recording: string, startedAt: string) => void;
};

/** What happened in an act or to a recording, asked for and told. */
export function StoryOf({ of, id, ...more }: Props) {
  return <Story of={of} story={useStory({ of, id })} {...more} />;
}
