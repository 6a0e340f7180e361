import type { Bench } from '../../shared/rules/bench.ts';
import { unitBytes } from '../../shared/rules/unit-bytes.ts';
import { fieldName } from '../widgets/field-names.ts';
import { cellsOf } from './layout.ts';

/** Name of a field on this bench: the protocol table's label, else the one for choices outside the header. */
export const labelOf = (bench: Bench, path: string): string =>
  cellsOf(unitBytes(bench, {}).spans).find(cell => cell.path === path)?.label ?? fieldName(path);
