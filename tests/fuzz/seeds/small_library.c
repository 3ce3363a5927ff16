/* SPDX-License-Identifier: Apache-2.0 */
/* Shows the entry of a plug-in, and a name beside it. */
const void* barometer_plugin(void);
extern int shared_count;

int shared_count = 1;

const void* barometer_plugin(void) {
  return &shared_count;
}
