// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rules by which `broker:` says how orders fill; docs/execution.md states them.

namespace barometer::config {

enum class FillRule { next_open, next_close, same_close };
enum class SizeAt { fill, close };
enum class OnShortfall { reject, scale };
enum class Intrabar { pessimistic, ohlc, olhc, nearest_first };
enum class LimitTouch { fill, through };
enum class Liquidation { whole, to_boundary };

}  // namespace barometer::config
