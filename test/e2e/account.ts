export { asUser, giveToUser } from '../../build/window/account.ts';
