import { describe, expect, test } from 'vitest';
import { parseCaseNumber } from '../../shared/case-number.ts';
import { rows, shown } from './case-number-rows.ts';

/** Numbers thought out for this project, beside the examples of practice. `→` is the suggestion. */
const year = 2026;

describe("the office's own case number", () => {
  test.each(
    rows(`
    SEK.0050.1.2026                | accepted
    W.1510.7.2026                  | accepted
    b99.1510.7.2026                | accepted
    A1c.1510.7.2026                | accepted
    KOM.1510.12.2026               | accepted
    TEL.151.7.2026                 | accepted
    PR.1510.7.2026                 | accepted
    DS.1510.7.2026                 | accepted
    II.1510.7.2026                 | accepted
    WK-I-A.1510.7.2026             | accepted
    SEK-A-B-C.1510.7.2026          | accepted
    SEK.1510.123.2026              | accepted
    SEK.1510.1234567.2026          | accepted
    SEK.1510.2026.2026             | accepted
    SEK.1510.7.12.2026             | accepted
    ŻŁÓB.1510.7.2026.ŹŻ            | accepted
    SEK.1510.7.2026.KJ2            | accepted
    SEK.1510.7.2026.AKowa          | accepted
    SEK.1510.7.2011                | accepted
    SEK-A-B-C-D.1510.7.2026        | cell
    ABCDEFGHIJKLM.1510.7.2026      | cell
    SEK--A.1510.7.2026             | cell
    -A.1510.7.2026                 | cell
    ÄB.1510.7.2026                 | cell
    1510.7.2026                    | cell
    SEK.1.7.2026                   | class
    SEK.1234567.7.2026             | class
    SEK.SKA.7.2026                 | class
    OR.I.1510.7.2026               | class → OR-I.1510.7.2026
    SEK1510.7.2026                 | class → SEK.1510.7.2026
    SEK.O050.7.2026                | letter-in-number → SEK.0050.7.2026
    SEK.1510.7.2O26                | letter-in-number → SEK.1510.7.2026
    SEK.1510.l7.2026               | letter-in-number → SEK.1510.17.2026
    SEK.1510.007.2026              | leading-zero → SEK.1510.7.2026
    SEK.1510.7.02.2026             | leading-zero → SEK.1510.7.2.2026
    SEK.1510.7.0.2026              | leading-zero
    SEK.1510.12345678.2026         | number-too-long
    SEK.1510.7                     | year-missing
    SEK.1510.7.26                  | year-format → SEK.1510.7.2026
    SEK.1510.7.09                  | year-format
    SEK.1510.7.27                  | year-format
    SEK.1510.7.2027                | year-future
    SEK.1510.7.2010                | year-too-early
    SEK.1510.7.2026.jk             | initials → SEK.1510.7.2026.JK
    SEK.1510.7.2026.AKowal         | initials
    SEK.1510.7.2026.J2             | initials
    SEK.1510.7.2026.JK(12)         | letter-number → SEK.1510.7.2026.JK
    SEK.1510.7.2026-JK             | year-format → SEK.1510.7.2026.JK
    SEK.1510.7.2026 JK             | separator → SEK.1510.7.2026.JK
    SEK.1510.7.2026.JK.3           | format
    SEK.1510.7.2.3.2026            | format
    SEK.1510                       | format
    SEK                            | format
    brak                           | format
    jan@kowalski.pl                | format
    SEK.1510.7.2026.               | separator → SEK.1510.7.2026
    .1510.7.2026                   | separator
    SEK.1510.7. 2026               | separator → SEK.1510.7.2026
    SEK . 1510 . 7 . 2026          | separator → SEK.1510.7.2026
    SEK/1510/7/2026                | separator → SEK.1510.7.2026
    SEK,1510,7,2026                | separator → SEK.1510.7.2026
    SEK - A.1510.7.2026            | separator → SEK-A.1510.7.2026
    SEK.1510.7.2026 r.             | separator → SEK.1510.7.2026
    znak sprawy: SEK.1510.7.2026   | separator → SEK.1510.7.2026
    "SEK.1510.7.2026"              | format → SEK.1510.7.2026
    SEK.1510.7.2026 i SEK.151.8.2026 | separator
    KOM. 1510.12.2026              | separator → KOM.1510.12.2026
    PO/12/2026                     | separator
    OR.0717-12/26                  | old-format → OR.0717.12.2026
    OR.0717-12/09                  | old-format
    II K 123/26                    | external
    II K 123/2026                  | external
    K 123/26                       | external
    SK 12/25                       | external
    IV SA/Wa 12/26                 | external
    PR 1 Ds. 123.2026              | external
    4099-0.Ds.123.2026             | external
    RSD-12/26                      | external
    KPP-PI-RSD-345/26              | external
    L.dz. 12-1234/26               | external
    KIO 12/26                      | external
    Km 12/26                       | external
    12.03.2026                     | date
    2026-03-12                     | date
    12/03/26                       | date
    z dnia 12.03.2026 r.           | date
    12 marca 2026                  | date
    12 III 2026                    | date
    601 234 567                    | phone
    601-234-567                    | phone
    601.234.567                    | phone
    +48 22 701 75 00               | phone
    (22) 701-75-00                 | phone
    22/701-75-00                   | phone
    tel. 22 701 75 00 wew. 12      | phone
    tel.227017500                  | phone
    48 601 234 567                 | phone
    44051401359                    | pesel
    440514 01359                   | pesel
    44.05.14.01359                 | pesel
    4 4 0 5 1 4 0 1 3 5 9          | pesel
    PESEL: 44051401359             | pesel
    44O51401359                    | pesel
    12345678901                    | pesel
    48 051 212 345                 | pesel
    44.05.14.01358                 | cell
    11.0123.7.2026                 | cell
    SEK.44051401359.7.2026         | pesel
    Kowalski, 440514-01359         | pesel
    `),
  )('%s → %s', (text, expected) => {
    expect(shown(parseCaseNumber(text, { year }))).toBe(expected);
  });
});

describe('characters that nobody sees, or that look like others', () => {
  test.each([
    ['SEK\u200b.1510.7.2026', 'forbidden-character → SEK.1510.7.2026'],
    ['SEK.1510.7.2026\u202e', 'forbidden-character → SEK.1510.7.2026'],
    ['\u2066SEK.1510.7.2026\u2069', 'forbidden-character → SEK.1510.7.2026'],
    ['\ufeffSEK.1510.7.2026', 'forbidden-character → SEK.1510.7.2026'],
    ['SEK.1510.\u00ad7.2026', 'forbidden-character → SEK.1510.7.2026'],
    ['SEK.1510.7.2026\r\n', 'accepted'],
    ['SEK.1510.7\u0000.2026', 'forbidden-character → SEK.1510.7.2026'],
    ['S\u0415K.1510.7.2026', 'forbidden-character → SEK.1510.7.2026'],
    ['SEK.1510.7.2026\ud83d\ude00', 'forbidden-character'],
    ['SEK.1510.7.2026\ud83d', 'forbidden-character → SEK.1510.7.2026'],
    ['SE\u0336K.1510.7.2026', 'forbidden-character → SEK.1510.7.2026'],
    ['SEK.1510.7\u00b2.2026', 'forbidden-character'],
    ['SEK.1510.7.\u0662\u0660\u0662\u0666', 'forbidden-character'],
    ['\ud83d\ude00', 'forbidden-character'],
    ['\u200b', 'empty'],
    ['', 'empty'],
    [' \u00a0\u2003 ', 'empty'],
    ['4405\u200b1401359', 'pesel'],
    ['\uff14\uff14\uff10\uff15\uff11\uff14\uff10\uff11\uff13\uff15\uff19', 'pesel'],
    [`SEK.1510.7.2026${'.'.repeat(60)}`, 'too-long'],
    ['A'.repeat(100_000), 'too-long'],
  ])('own %j → %s', (text, expected) => {
    expect(shown(parseCaseNumber(text, { year }))).toBe(expected);
  });
});
