import { useQuery } from '@tanstack/react-query';
import { call } from './api.ts';

/** What one was refused oneself, newest first; asked anew each time that it is shown. */
export function useRefusals(enabled = true) {
  return useQuery({
    queryKey: ['protocol.refusals'],
    queryFn: () => call('protocol.refusals', {}),
    enabled,
    staleTime: 0,
  });
}
