import { useQuery } from '@tanstack/react-query';
import { call } from './api.ts';
import { mattersFor, useOwnMatters } from './matters.ts';

/** The office that waits for whoever is given it. */
export const useOwnAppointment = () =>
  useQuery({
    queryKey: ['authorisation.own'],
    queryFn: () => call('authorisation.own', {}),
    staleTime: 0,
  });

/** What stands first of all that waits for this person on their page: its button is the one that is filled. */
export function useFirstWaiting(): 'appointment' | 'matter' | 'act' {
  const appointment = useOwnAppointment().data?.own ?? null;
  const matters = mattersFor(useOwnMatters().data?.matters ?? []);
  if (appointment !== null) return 'appointment';
  return matters.length > 0 ? 'matter' : 'act';
}
