# SPDX-License-Identifier: Apache-2.0
"""For people who come from elsewhere."""
