/**
 * What the parsers know about Polish bodies, as data: a new repertory or seat is one more word here.
 * Sources: instruction for court secretariats (order of the Minister of Justice of 19.06.2019), published
 * lists of repertories of the Supreme Court and of regional courts, registers of the prosecution service
 * (order of 3.03.2016), regulation on bailiffs' records of 18.12.2018, decisions published by NSA and TK.
 */

/** Kinds of external reference. TK is accepted only for its institution; INNE is chosen, never detected. */
export type ReferenceKind =
  | 'SAD'
  | 'WSA'
  | 'NSA'
  | 'SN'
  | 'TK'
  | 'KIO'
  | 'KOMORNIK'
  | 'PROK_NOWA'
  | 'PROK'
  | 'POLICJA'
  | 'ZNAK_INNY'
  | 'INNE';

/** Bodies that a reference can belong to, each with the kinds of number that it uses. */
export const kindsOfInstitution = {
  SAD: ['SAD'],
  WSA: ['WSA'],
  NSA: ['NSA'],
  SN: ['SN'],
  TK: ['TK'],
  PROKURATURA: ['PROK_NOWA', 'PROK', 'ZNAK_INNY'],
  POLICJA: ['POLICJA', 'PROK_NOWA', 'PROK', 'ZNAK_INNY'],
  KIO: ['KIO'],
  KOMORNIK: ['KOMORNIK'],
  INNY_ORGAN: ['ZNAK_INNY', 'PROK_NOWA', 'PROK', 'SAD'],
} as const satisfies Record<string, readonly ReferenceKind[]>;

export type Institution = keyof typeof kindsOfInstitution;

/**
 * Kinds that may be found when no institution was named. Without TK: a court number whose department was
 * left out (`K 123/26`) would otherwise pass for a number of the Constitutional Tribunal.
 */
export const detectedKinds: readonly ReferenceKind[] = [
  'SAD',
  'WSA',
  'NSA',
  'SN',
  'KIO',
  'KOMORNIK',
  'PROK_NOWA',
  'PROK',
  'POLICJA',
  'ZNAK_INNY',
];

/** One body whose numbers read `[DIVISION [section]] REPERTORY[/Seat] n/yy`. */
export interface DocketRow {
  kind: ReferenceKind;
  /** The highest department; 0 = the number carries none. */
  divisions: number;
  /** A digit of a section may follow the department; the simplified procedure may be marked `upr`. */
  sections: boolean;
  /** Two letters of the seat follow the repertory. */
  seats: boolean;
  repertories: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

const competitionCourt = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZoz'].map((letter) => `Am${letter}`);

const commonCourts = [
  ...words('C Ns Nc Nc-e Co Cps Cz Ca Cgg S ACa ACz ACo WSC'),
  ...words('K Ko Kp Kow Kop Kz Ka Kzw W AKa AKz AKo AKp AKzw AKow Pen'),
  ...words('RC RCa RCo RCps RCz RNs RNc Nsm Nmo Now Nkd Npw Nw Op Opm Alk'),
  ...words('P Np Po Pa Pz APa APz APo U Uo Ua Uz AUa AUz AUo'),
  ...words('GC GNc GNs GCo GCps Ga Gz AGa AGz AGo GU GUp GUo GUz GUk GR GRp GRo GRs GRz GRk GReu'),
  ...words('GW GWo GWzt GWwp'),
  ...competitionCourt,
];

const supremeCourt = [
  ...words('CSK CSKP CNP CNPP CZP CZ CN CB CBO CO CK CSP'),
  ...words('KK KZP KZ KS KN KB KBO KO'),
  ...words('PK PSK PSKP PZP PZ PO PN UK USK USKP UZP UZ UO SK SZ SO SW SP'),
  ...words('NSK NSKP NSZ NSZP NSNc NSNk NSNp NSNu NSP NSW NKRS NO NB NWW NZP'),
  ...words('SDI SNO SND DSI DSK DSS DO DI DIZ DK DZP ZO ZI ZIZ ZK ZB ZZ ZZP ZOW ZSG ZSK'),
];

export const dockets: readonly DocketRow[] = [
  { kind: 'SAD', divisions: 89, sections: true, seats: false, repertories: commonCourts },
  { kind: 'WSA', divisions: 89, sections: false, seats: true, repertories: words('SA SAB SO SPP') },
  {
    kind: 'NSA',
    divisions: 3,
    sections: false,
    seats: false,
    repertories: words('OSK OZ OW OPS OPP ONP FSK FZ FW FPS FPP FNP GSK GZ GW GPS GPP GNP'),
  },
  { kind: 'SN', divisions: 7, sections: false, seats: false, repertories: supremeCourt },
  {
    kind: 'TK',
    divisions: 0,
    sections: false,
    seats: false,
    repertories: words('K SK P Kp U Kpt Ts Tw Pp S M W'),
  },
  {
    kind: 'KIO',
    divisions: 0,
    sections: false,
    seats: false,
    repertories: words('KIO KIO/KD KIO/KU KIO/UZP'),
  },
  {
    kind: 'KOMORNIK',
    divisions: 0,
    sections: false,
    seats: false,
    repertories: words('Km Kmp Kms Kmn GKm'),
  },
];

/** Seats of the regional administrative courts. */
export const seats = words('Wa Kr Gd Po Wr Łd Gl Lu Rz Bk Bd Ol Op Sz Go Ke');

/** Levels of the prosecution service: district, regional (okręgowa), regional (regionalna), national. */
export const prosecutorLevels = words('PR PO RP PK');

/** Repertories and registers of the prosecution service. */
export const prosecutorRegisters = words(
  'Ds Di Dsn Ko Kw Ksk Ak Ip Pa Pc Pp Sn Osn Opk Oz Ntk Cor Zp Zt Nps Ns',
);

/** Registers of the Police: inquiries (śledztwa i dochodzenia) and petty offences (wykroczenia). */
export const policeRegisters = words('RSD RSOW');
