/** → the asker's plans, the desk's all of them, as `plansTold` */
export const plansQuery = 'SELECT api.quality()';

/** → of filed reviews that the asker may know of the entries that tell what came out */
export const resultsQuery = 'SELECT api.quality_results()';

/** an own plan → its calls as `queueTold`; null where there is none */
export const queueQuery = 'SELECT api.quality_queue($1)';

/** an own plan, a position → the call there as `cardTold`; null where there is none to read */
export const cardQuery = 'SELECT api.quality_card($1, $2)';

/** → calls of the asker's own that were drawn, and of which something was said, as `ownTold` */
export const ownQuery = 'SELECT api.my_cards()';

/** terms of a plan → how much they would find */
export const previewQuery = 'SELECT api.quality_preview($1)';
