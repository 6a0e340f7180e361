// The checks need the packages and nothing else.
import { prepare } from './prepare.mjs';

prepare();
