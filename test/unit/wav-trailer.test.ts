import { describe, expect, it } from 'vitest';
import { SourceRefusal } from '../../server/ingest/refusal.ts';
import { checkWavTrailer, parseWavHeader } from '../../server/ingest/wav.ts';
import { chunk, formatContent, wav } from './wav-sample.ts';

const parse = (file: Buffer) => parseWavHeader(file, file.length);

describe('what follows the samples', () => {
  const even = parse(wav());
  const odd = parse(wav({ tag: 6, bits: 8, data: Buffer.alloc(321) }));
  const outcome = (trailer: Buffer, header = even): string => {
    try {
      checkWavTrailer(trailer, header);
      return 'taken';
    } catch (error) {
      return error instanceof SourceRefusal ? error.code : String(error);
    }
  };

  it.each([
    ['nothing', Buffer.alloc(0), 'taken'],
    ['remarks', chunk('LIST', Buffer.alloc(26)), 'taken'],
    [
      'two chunks, one of odd size',
      Buffer.concat([chunk('LIST', Buffer.alloc(5)), chunk('id3 ', Buffer.alloc(8))]),
      'taken',
    ],
    ['a chunk of odd size without its padding', chunk('LIST', Buffer.alloc(5)).subarray(0, -1), 'taken'],
    ['a second call', chunk('data', Buffer.alloc(320)), 'wav-malformed'],
    ['a second file', wav(), 'wav-malformed'],
    ['a second format', chunk('fmt ', formatContent({})), 'wav-malformed'],
    ['loose bytes', Buffer.from('hello'), 'wav-malformed'],
    ['a chunk that is cut', chunk('LIST', Buffer.alloc(26)).subarray(0, -2), 'wav-malformed'],
    ['an archive', Buffer.from('504b0304'.padEnd(200, '0'), 'hex'), 'wav-malformed'],
  ])('%s', (_, trailer, expected) => {
    expect(outcome(trailer)).toBe(expected);
  });

  it('odd samples may lack their padding at the end of the file, and have it before a chunk', () => {
    expect(outcome(Buffer.alloc(0), odd)).toBe('taken');
    expect(outcome(Buffer.concat([Buffer.alloc(1), chunk('LIST', Buffer.alloc(4))]), odd)).toBe('taken');
    expect(outcome(Buffer.concat([Buffer.alloc(1), chunk('data', Buffer.alloc(4))]), odd)).toBe(
      'wav-malformed',
    );
  });
});
