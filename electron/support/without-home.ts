/**
 * `text` with `~` for the folder of the person's account, in every spelling that it may have there: as a path, in JSON, with the
 * slashes of an address; Windows does not tell large letters from small ones.
 */
export function withoutHome(text: string, home: string): string {
  // Of an account without a folder nothing is to be hidden.
  if (home.length < 2) return text;
  const slashes = home.replaceAll('\\', '/');
  const spellings = [home, JSON.stringify(home).slice(1, -1), slashes, encodeURI(slashes)];
  return [...new Set(spellings)].reduce(withoutOne, text);
}

function withoutOne(text: string, home: string): string {
  const [low, sought] = [text.toLowerCase(), home.toLowerCase()];
  // A letter of another alphabet may be longer in small; places would not be those of the text any more.
  if (low.length !== text.length || sought.length !== home.length) return text.replaceAll(home, '~');
  let told = '';
  let from = 0;
  for (let at = low.indexOf(sought); at !== -1; at = low.indexOf(sought, from)) {
    told += `${text.slice(from, at)}~`;
    from = at + home.length;
  }
  return told + text.slice(from);
}
