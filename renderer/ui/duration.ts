export { durationText, positionText, spokenDuration } from '../../shared/duration.ts';
