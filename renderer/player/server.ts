import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../shared/contract.ts';
import { call } from '../api.ts';

export type Server = Output<'playback.check'>;

/** Whether keeper and share answer. While listening is suspended they do, and a protocol can be finished. */
export function isThere(server: Server | null): boolean {
  return server !== null && server.keeper && server.share;
}

/** Whether a recording could be opened now, as far as that is the same for everybody. */
export function isReady(server: Server | null): boolean {
  return isThere(server) && server?.suspendedBy === null;
}

const askEveryMs = 3000;

/**
 * Whether keeper and share answer and listening is not suspended, asked again every three seconds while `wanted`: what is away comes back by itself,
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
  const server = query.isError ? { keeper: false, share: true, suspendedBy: null } : (query.data ?? null);
  return { server, ask: () => void query.refetch() };
}
