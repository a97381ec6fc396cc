import { useQuery } from '@tanstack/react-query';
import { call } from '../api.ts';

export type Server = { keeper: boolean; share: boolean };

const askEveryMs = 3000;

/**
 * Whether keeper and share answer, asked again every three seconds while `wanted`: what is away comes back by itself,
 * and nobody has to press anything. null until the first answer.
 */
export function useServer(wanted: boolean): { server: Server | null; ask: () => void } {
  const query = useQuery({
    queryKey: ['playback.check'],
    queryFn: () => call('playback.check', {}),
    enabled: wanted,
    refetchInterval: askEveryMs,
    staleTime: 0,
    gcTime: 0,
  });
  // The question itself fails where the database is away, and with it the way to the keeper.
  const server = query.isError ? { keeper: false, share: true } : (query.data ?? null);
  return { server, ask: () => void query.refetch() };
}
