import { useEffect, useState } from 'react';

/** Milliseconds that a call stays selected before it is asked about: arrows may run through a whole list. */
const resting = 300;

/** The same value, once it has not changed for a while. */
export function useResting<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), resting);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
