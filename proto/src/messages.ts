/**
 * The messages of proto/stillpoint.proto. 64-bit fields are JS numbers (exact to 2^53): a `long` package that happens to be
 * installed must not change their type; import messages from here and nowhere else.
 */
import './plain-numbers.ts';

import { v1 } from './generated/messages.js';

/** Classes with `encode`, `decode`, `create`: `v1.Hello`, `v1.Begin`, ... */
export { v1 };
