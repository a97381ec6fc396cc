import { useQuery } from '@tanstack/react-query';
import type { Call } from '../../shared/recordings.ts';
import { call as ask } from '../api.ts';
import { partsOf, wantedOf } from '../player/stage.ts';
import { useText } from '../text.ts';
import { Fact } from '../ui/Facts.tsx';
import { dayText } from '../ui/time.ts';
import { isHeld } from './call-text.ts';
import { useResting } from './resting.ts';

/** Of a call that can still be heard, out of the signed entries of its parts: the announcement and how long it is kept; how often it was opened says the database. */
export function CallAbout({ call }: { call: Call }) {
  const t = useText();
  const parts = partsOf(call).map((part) => wantedOf(part));
  const rested = useResting(call.group);
  const { data, isError } = useQuery({
    queryKey: ['playback.about', call.group],
    queryFn: () => ask('playback.about', { parts }),
    // Somebody may have listened meanwhile.
    staleTime: 0,
    enabled: parts.length > 0 && rested === call.group,
  });
  if (parts.length === 0) return null;
  const unknown = t(`recordings.panel.${isError ? 'aboutFailed' : 'aboutAsked'}`);
  return (
    <>
      <Fact label={t('recordings.panel.announcement')}>
        {data === undefined ? unknown : t(`recordings.panel.announced.${data.announcement}`)}
      </Fact>
      <Fact
        label={t('recordings.panel.kept')}
        {...(data !== undefined && isHeld(call) ? { second: t('recordings.panel.keptLonger') } : {})}
      >
        {data === undefined ? unknown : t('recordings.panel.keptTo', { day: dayText(data.lastDay) })}
      </Fact>
      <Fact
        label={t('recordings.panel.listenings')}
        {...(data === undefined ? {} : { second: t('recordings.panel.byDatabase') })}
      >
        {data === undefined
          ? unknown
          : data.listenings === 0
            ? t('recordings.panel.noListenings')
            : t('recordings.panel.listened', { count: data.listenings })}
      </Fact>
    </>
  );
}
