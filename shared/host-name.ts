/** As a program may report the name of its workstation; anything else could be somebody's name or number. */
export const hostName = /^[\p{L}\p{N}._-]{0,63}$/u;

/** The name of a workstation as it may be reported: without what has no place in one, a name of Linux's 64 characters cut short. */
export function reportedHost(name: string): string {
  return [...name.replace(/[^\p{L}\p{N}._-]/gu, '')].slice(0, 63).join('');
}
