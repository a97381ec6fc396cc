import { describe, expect, test } from 'vitest';
import { parseExternalReference, type Institution } from '../../shared/case-number.ts';
import { rows, shown } from './case-number-rows.ts';

/** Numbers thought out for this project, beside the examples of practice. `→` is the suggestion. */
const year = 2026;

const external = (text: string, institution?: Institution): string =>
  shown(parseExternalReference(text, institution === undefined ? { year } : { institution, year }));

describe('a reference, the institution not named', () => {
  test.each(
    rows(`
    I C 1/26                       | SAD
    I C 5/26 upr.                  | SAD
    I C 5/26 upr                   | SAD
    XXVIII C 1234/25               | SAD
    LXX K 1/26                     | SAD
    XL W 9/26                      | SAD
    II 2 K 5/26                    | SAD
    III Nsm 7/26                   | SAD
    V Nkd 12/22                    | SAD
    VI P 8/26                      | SAD
    VIII GC 120/26                 | SAD
    XVII AmE 3/25                  | SAD
    III AUa 77/25                  | SAD
    XX GWzt 2/26                   | SAD
    VI Kzw 4/26                    | SAD
    II SA/Po 3/26                  | WSA
    II SA/Op 3/26                  | WSA
    VI SAB/Wa 31/19                | WSA
    II SO/Łd 3/26                  | WSA
    I SPP/Gl 3/26                  | WSA
    I SA/Go 12/26                  | WSA
    III OSK 7/26                   | NSA
    I GSK 2/26                     | NSA
    II OZ 5/26                     | NSA
    I FPS 1/26                     | NSA
    III KK 45/26                   | SN
    III CZP 5/26                   | SN
    I NSNc 1/26                    | SN
    II PSKP 9/24                   | SN
    V KO 8/26                      | SN
    II KZ 3/26                     | SN
    KIO 2845/25                    | KIO
    KIO/KD 5/26                    | KIO
    Kmp 3/26                       | KOMORNIK
    GKm 3/26                       | KOMORNIK
    Kms 3/26                       | KOMORNIK
    PR 2 Ds. 5.2024                | PROK
    PR Ds. 5.2024                  | PROK
    PR 1 Ko 12.2026                | PROK
    RP I Ds. 1.2020                | PROK
    PK XIV Ds 12.2016              | PROK
    2 Ds. 123/15                   | PROK
    V Ds 12/14                     | PROK
    1 Ds. 5/16                     | PROK
    Ds. 3/12                       | PROK
    1001-17.Ds.3.2026              | PROK_NOWA
    2001-2.Pc.12.2025              | PROK_NOWA
    4057-0.Di.45.2026              | PROK_NOWA
    RSD-12/24                      | POLICJA
    KWP-RSD 12/26                  | POLICJA
    RSOW 5/26                      | POLICJA
    KMP-W-RSOW-5/26                | POLICJA
    L.dz. 1/26                     | POLICJA
    L.dz. KSP-II-1234/26           | POLICJA
    L.dz. 12-1234/26               | POLICJA
    LWA.410.007.01.2026            | ZNAK_INNY
    1418-SKA.4022.5.2026.AB        | ZNAK_INNY
    1401-IOV-1.4103.12.2026.AB     | ZNAK_INNY
    WNP-I.4131.12.2026             | ZNAK_INNY
    DKN.5131.1.2.3.2026            | ZNAK_INNY
    K 123/26                       | division-missing
    W 12/26                        | division-missing
    SK 12/25                       | division-missing
    SA/Wa 1/26                     | division-missing
    KK 45/26                       | division-missing
    Ts 12/25                       | institution-needed
    Kpt 1/17                       | institution-needed
    2 K 123/26                     | division-format → II K 123/26
    VIIII K 1/26                   | division-format
    XC K 1/26                      | division-format
    IL K 1/26                      | division-format
    IV OSK 1/26                    | division-format
    MM 1/26                        | repertory-unknown
    II XYZ 5/26                    | repertory-unknown
    II SA 1/26                     | city
    II SA/Ka 1/26                  | city
    IV SA/WA 1/26                  | letter-case → IV SA/Wa 1/26
    ii sa/wa 1/26                  | letter-case → II SA/Wa 1/26
    II k 123/26                    | letter-case → II K 123/26
    IX KA 314/26                   | letter-case → IX Ka 314/26
    KM 3/26                        | letter-case → Km 3/26
    rsd 12/24                      | letter-case → RSD 12/24
    4099-0.DS.25.2025              | letter-case → 4099-0.Ds.25.2025
    pr 1 ds. 12.2026               | letter-case → PR 1 Ds. 12.2026
    II K123/26                     | spelling → II K 123/26
    IC 12/26                       | spelling → I C 12/26
    II K 123-26                    | spelling → II K 123/26
    II.K.123/26                    | spelling → II K 123/26
    II SA Wa 1/26                  | spelling → II SA/Wa 1/26
    IISA/Wa 1/26                   | spelling → II SA/Wa 1/26
    II 0 K 5/26                    | spelling
    II 10 K 5/26                   | spelling
    II 2 SA/Wa 1/26                | spelling
    I 2 OSK 1/26                   | spelling
    Sygn. akt: II K 123/26.        | spelling → II K 123/26
    Km123/26                       | spelling → Km 123/26
    RSD12/26                       | spelling → RSD 12/26
    KWP RSD 12/26                  | spelling → KWP-RSD 12/26
    Ldz 1/26                       | spelling → Ldz. 1/26
    PR1Ds123.2026                  | spelling → PR 1 Ds 123.2026
    PR 1 Ds 123/2026               | spelling → PR 1 Ds 123.2026
    PR 1 Ds.123.2026               | spelling → PR 1 Ds. 123.2026
    4098-0 Ds 12.2026              | spelling → 4098-0.Ds.12.2026
    DKN 5131.12.2026               | spelling → DKN.5131.12.2026
    IX 2 GC 24/2016                | year-format → IX 2 GC 24/16
    RSD 12/2024                    | year-format → RSD 12/24
    4098-0.Ds.12.26                | year-format → 4098-0.Ds.12.2026
    2 Ds. 123/2015                 | year-format → 2 Ds. 123/15
    II K 5/6                       | year-format
    II K 123/27                    | year-future
    I OSK 1/99                     | year-future
    Km 3/27                        | year-future
    PR 1 Ds. 12.2027               | year-future
    DKN.5131.12.2027               | year-future
    DKN.5131.12.2010               | year-too-early
    4098-0.Ds.12.2015              | year-too-early
    1 Ds. 123/26                   | old-form
    Ds. 123/17                     | old-form
    457-0.Ds.25.2025               | unit
    0098-0.Ds.12.2026              | unit
    40981-0.Ds.12.2026             | unit
    4098-0.Xx.12.2026              | repertory-unknown
    II K 0/26                      | leading-zero
    II KZ 03/26                    | leading-zero → II KZ 3/26
    Km 03/26                       | leading-zero → Km 3/26
    RSD 012/24                     | leading-zero → RSD 12/24
    PR 1 Ds. 012.2026              | leading-zero → PR 1 Ds. 12.2026
    DKN.5131.000.2026              | leading-zero
    II K 12345678/26               | number-too-long
    II K 123/2O                    | letter-in-number → II K 123/20
    RSD 123/2O26                   | letter-in-number → RSD 123/26
    DKN.5131.2026                  | number-missing
    DKN.5131.1.2.3.4.2026          | mark
    L.dz. 1                        | year-missing
    4098-0.Ds.12                   | year-missing
    RSD                            | unrecognised
    II K 123/26, II K 124/26       | unrecognised
    sprawa Kowalskiego             | unrecognised
    n/d                            | unrecognised
    I C 5/26/2                     | unrecognised
    26.03.12                       | date
    601-234-567                    | phone
    44051401359                    | pesel
    nr 44051401359/26              | pesel
    `),
  )('%s → %s', (text, expected) => {
    expect(external(text)).toBe(expected);
  });
});

describe('a reference of a named institution', () => {
  test.each([
    ['K 123/26', 'TK', 'TK'],
    ['Kp 1/24', 'TK', 'TK'],
    ['Ts 12/25', 'TK', 'TK'],
    ['K 1/2024', 'TK', 'year-format → K 1/24'],
    ['kp 1/24', 'TK', 'letter-case → Kp 1/24'],
    ['K 123/26', 'SAD', 'division-missing'],
    ['K 123/26', 'PROKURATURA', 'wrong-institution'],
    ['IV SA/Wa 1/26', 'SAD', 'wrong-institution'],
    ['IV SA/Wa 1/26', 'WSA', 'WSA'],
    ['I OSK 12/26', 'WSA', 'wrong-institution'],
    ['I OSK 12/26', 'NSA', 'NSA'],
    ['I GW 3/26', 'NSA', 'NSA'],
    ['I GW 3/26', 'SAD', 'SAD'],
    ['III SK 1/19', 'SN', 'SN'],
    ['II K 12/26', 'SN', 'wrong-institution'],
    ['PR 1 Ds. 123.2026', 'SAD', 'wrong-institution'],
    ['PR 1 Ds. 123.2026', 'POLICJA', 'PROK'],
    ['PR 1 Ds. 123.2026', 'PROKURATURA', 'PROK'],
    ['DKN.5131.12.2026', 'PROKURATURA', 'ZNAK_INNY'],
    ['DKN.5131.12.2026', 'SAD', 'wrong-institution'],
    ['RSD 12/24', 'POLICJA', 'POLICJA'],
    ['RSD 12/24', 'PROKURATURA', 'wrong-institution'],
    ['RSD 12/24', 'INNY_ORGAN', 'wrong-institution'],
    ['II K 123/26', 'INNY_ORGAN', 'SAD'],
    ['II K 123/2026', 'PROKURATURA', 'wrong-institution'],
    ['KIO 12/26', 'KIO', 'KIO'],
    ['KIO 12/26', 'INNY_ORGAN', 'wrong-institution'],
    ['Km 12/26', 'KOMORNIK', 'KOMORNIK'],
    ['xxx', 'SAD', 'unrecognised'],
  ] as const)('%s of %s → %s', (text, institution, expected) => {
    expect(external(text, institution)).toBe(expected);
  });
});

describe('characters that nobody sees, or that look like others', () => {
  test.each([
    ['II K 1\u200b23/26', 'forbidden-character → II K 123/26'],
    ['\u202eII K 123/26', 'forbidden-character → II K 123/26'],
    ['II \u041a 123/26', 'forbidden-character → II K 123/26'],
    ['II K 123\u221526', 'forbidden-character → II K 123/26'],
    ['II K 123/26\t', 'SAD'],
    ['II K\t123/26', 'forbidden-character → II K 123/26'],
    ['4405\u00ad1401359', 'pesel'],
    ['', 'empty'],
  ])('external %j → %s', (text, expected) => {
    expect(external(text)).toBe(expected);
  });
});
